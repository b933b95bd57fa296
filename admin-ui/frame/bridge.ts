import { z } from 'zod';
import { toEmbedSchema, type ToFrame } from './messages.ts';
import { confirmLeaving, defineSaveBar, saveBarIsOpen, toggleSaveBar } from './saveBar.ts';
import { hideToast, showToast } from './toasts.ts';

/**
 * Stands for App Bridge where there is no Shopify admin: the part of `window.shopify` the embed
 * uses, with tokens signed by the local server, so that the verification path is the real one.
 * Local builds only.
 */
const tokenSchema = z.object({ token: z.string() });
const tokenLifeMs = 45_000;
let held: { token: string; until: number } | null = null;

async function idToken(): Promise<string> {
  if (held !== null && held.until > Date.now()) return held.token;
  const shop = new URLSearchParams(window.location.search).get('shop');
  const query = shop === null ? '' : `?shop=${encodeURIComponent(shop)}`;
  const response = await fetch(`/local/session-token${query}`);
  const { token } = tokenSchema.parse(await response.json());
  held = { token, until: Date.now() + tokenLifeMs };
  return token;
}

const stub = {
  idToken,
  toast: { show: showToast, hide: hideToast },
  saveBar: {
    show: (id: string) => {
      toggleSaveBar(id, true);
      return Promise.resolve();
    },
    hide: (id: string) => {
      toggleSaveBar(id, false);
      return Promise.resolve();
    },
    leaveConfirmation: () => (saveBarIsOpen() ? confirmLeaving() : Promise.resolve()),
  },
};

function tellFrame(message: ToFrame): void {
  if (window.parent !== window) window.parent.postMessage(message, window.location.origin);
}

/** Says where the embed is after every change of address. */
function reportAddress(): void {
  const report = () => {
    tellFrame({ clientele: 'at', path: window.location.pathname + window.location.search });
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...state: Parameters<History['pushState']>) => {
      original(...state);
      report();
    };
  }
  window.addEventListener('popstate', report);
  report();
}

/** `<s-app-nav>` is drawn by the admin, not by the embed. */
class AppNavigation extends HTMLElement {
  connectedCallback(): void {
    this.style.display = 'none';
    const report = () => {
      const links = [...this.querySelectorAll('s-link')].map((link) => ({
        href: link.getAttribute('href') ?? '',
        label: link.textContent,
      }));
      tellFrame({ clientele: 'navigation', links });
    };
    new MutationObserver(report).observe(this, { childList: true, subtree: true });
    queueMicrotask(report);
  }
}

function followFrame(): void {
  window.addEventListener('message', (event) => {
    if (event.origin !== window.location.origin) return;
    const asked = toEmbedSchema.safeParse(event.data);
    if (!asked.success) return;
    const link = document.createElement('a');
    link.setAttribute('href', asked.data.href);
    link.hidden = true;
    document.body.append(link);
    link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true }));
    link.remove();
  });
}

Object.defineProperty(window, 'shopify', { value: stub, configurable: true });
customElements.define('s-app-nav', AppNavigation);
defineSaveBar();
reportAddress();
followFrame();
