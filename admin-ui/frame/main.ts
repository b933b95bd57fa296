import { z } from 'zod';
import { languageNames, languages, nearestLanguage, type Language } from '../i18n/languages.ts';
import { toFrameSchema, type ToEmbed } from './messages.ts';
import { frameWords } from './words.ts';

/**
 * The plain frame at `/` that stands for the Shopify admin: navigation, shop, language, and the
 * embed in an iframe. The embed's address is kept after `#`, so that a reload stays where it was.
 */
const find = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the frame has no ${selector}`);
  return found;
};
const embed = find('#embed', HTMLIFrameElement);
const links = find('#links', HTMLUListElement);
const menu = find('#menu', HTMLButtonElement);
const navigation = find('#navigation', HTMLElement);
const switcher = find('#language', HTMLSelectElement);

let language: Language = nearestLanguage([
  new URLSearchParams(window.location.search).get('locale'),
  localStorage.getItem('language'),
  ...navigator.languages,
]);
let shown = '/app/';

function speak(): void {
  const words = frameWords(language);
  document.documentElement.lang = language;
  find('#home', HTMLAnchorElement).textContent = words.app;
  find('#stands-for', HTMLElement).textContent = words.standsFor;
  find('#language-name', HTMLElement).textContent = words.language;
  menu.textContent = words.menu;
}

/** Loads the embed anew at a path, in the language chosen; `shop` comes from the frame's address. */
function load(path: string): void {
  const url = new URL(path.startsWith('/app') ? path : '/app/', window.location.origin);
  url.searchParams.set('locale', language);
  const shop = new URLSearchParams(window.location.search).get('shop');
  if (shop !== null) url.searchParams.set('shop', shop);
  embed.src = url.pathname + url.search;
}

function go(href: string): void {
  const message: ToEmbed = { clientele: 'go', href };
  embed.contentWindow?.postMessage(message, window.location.origin);
  openMenu(false);
}

function openMenu(open: boolean): void {
  navigation.toggleAttribute('data-open', open);
  menu.setAttribute('aria-expanded', String(open));
}

function mark(): void {
  const path = shown.split('?')[0] ?? '';
  for (const link of navigation.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    const current = href === '/app/' ? path === '/app/' || path === '/app' : path.startsWith(href);
    if (link.id !== 'home' && current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function drawLinks(items: readonly { href: string; label: string }[]): void {
  links.replaceChildren(
    ...items.map(({ href, label }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = href;
      link.textContent = label;
      item.append(link);
      return item;
    }),
  );
  mark();
}

navigation.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null) return;
  event.preventDefault();
  go(link.id === 'home' ? '/app/' : (link.getAttribute('href') ?? '/app/'));
});
menu.addEventListener('click', () => {
  openMenu(!navigation.hasAttribute('data-open'));
});
switcher.append(...languages.map((key) => new Option(languageNames[key], key)));
switcher.value = language;
switcher.addEventListener('change', () => {
  language = nearestLanguage([switcher.value]);
  localStorage.setItem('language', language);
  speak();
  load(shown);
});
window.addEventListener('message', (event) => {
  if (event.source !== embed.contentWindow) return;
  const told = toFrameSchema.safeParse(event.data);
  if (!told.success) return;
  if (told.data.clientele === 'navigation') {
    drawLinks(told.data.links);
    return;
  }
  shown = told.data.path;
  window.history.replaceState(null, '', `#${shown}`);
  mark();
});

async function nameShop(): Promise<void> {
  const query = window.location.search;
  const token = z
    .object({ token: z.string() })
    .parse(await (await fetch(`/local/session-token${query}`)).json());
  const payload = token.token.split('.')[1] ?? '';
  const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  const { dest } = z.object({ dest: z.string() }).parse(claims);
  find('#shop', HTMLElement).textContent = dest.replace(/^https:\/\//, '');
}

speak();
load(window.location.hash.slice(1) || '/app/');
void nameShop();
