import { frameWords } from './words.ts';

/** `<ui-save-bar>`: a dark bar on top while something is unsaved; its buttons are the embed's. */
class SaveBarElement extends HTMLElement {
  connectedCallback(): void {
    this.style.display = 'none';
  }
}

let open: { id: string; bar: HTMLElement } | null = null;

export function defineSaveBar(): void {
  customElements.define('ui-save-bar', SaveBarElement);
  const style = document.createElement('style');
  style.textContent = `
body:has(> .frame-save){padding-block-start:3.5rem}
.frame-save{position:fixed;inset:.5rem .5rem auto;z-index:500;display:flex;gap:.5rem;align-items:center;padding:.5rem .75rem;border-radius:.75rem;background:#1a1a1a;color:#fff;font:500 13px/20px Inter,system-ui,sans-serif}
.frame-save span{margin-inline-end:auto}
.frame-save button{border:0;border-radius:.5rem;padding:.375rem .75rem;background:#4a4a4a;color:#fff;font:inherit;cursor:pointer}
.frame-save button[data-main]{background:#fff;color:#1a1a1a}`;
  document.head.append(style);
}

export function saveBarIsOpen(): boolean {
  return open !== null;
}

export function toggleSaveBar(id: string, show: boolean): void {
  if (!show) {
    if (open?.id !== id) return;
    open.bar.remove();
    open = null;
    return;
  }
  if (open !== null) return;
  const bar = document.createElement('div');
  bar.className = 'frame-save';
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', frameWords().unsaved);
  const words = document.createElement('span');
  words.textContent = frameWords().unsaved;
  bar.append(words);
  const inner = [...document.querySelectorAll(`ui-save-bar#${id} button`)];
  for (const source of inner.reverse()) {
    const button = document.createElement('button');
    button.textContent = source.textContent;
    if (source.getAttribute('variant') === 'primary') button.dataset['main'] = '';
    button.addEventListener('click', () => {
      // Looked up again: the embed may have drawn its buttons anew since.
      const now = [...document.querySelectorAll(`ui-save-bar#${id} button`)];
      now
        .find((one) => one.textContent === source.textContent)
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
    bar.append(button);
  }
  document.body.append(bar);
  open = { id, bar };
}

/** Resolves when leaving is meant; rejects when the person stays. */
export function confirmLeaving(): Promise<void> {
  const leave = window.confirm(frameWords().leave);
  return leave ? Promise.resolve() : Promise.reject(new Error('stayed'));
}
