import { expect, test, vi } from 'vitest';

/** The stub of `window.shopify` in front of the pages, as a local run loads it. */
async function loadBridge() {
  vi.resetModules();
  await import('../../../admin-ui/frame/bridge.ts');
}

test('the bridge stands where App Bridge would', async () => {
  globalThis.fetch = () => Promise.resolve(Response.json({ token: 'a.b.c' }));
  await loadBridge();
  expect(await window.shopify.idToken()).toBe('a.b.c');

  let undone = 0;
  window.shopify.toast.show('Paused', { action: 'Undo', onAction: () => (undone += 1) });
  const status = document.querySelector('[role=status]');
  expect(status?.textContent).toContain('Paused');
  status?.querySelector('button')?.click();
  expect([undone, status?.textContent]).toEqual([1, '']);

  document.body.insertAdjacentHTML(
    'beforeend',
    '<ui-save-bar id="unsaved"><button variant="primary">Save</button><button>Discard</button></ui-save-bar>',
  );
  let saved = 0;
  document.querySelector('ui-save-bar button')?.addEventListener('click', () => (saved += 1));
  await window.shopify.saveBar.show('unsaved');
  const bar = document.querySelector<HTMLElement>('.frame-save');
  [...(bar?.querySelectorAll('button') ?? [])].find((one) => one.textContent === 'Save')?.click();
  expect(saved).toBe(1);

  window.confirm = () => false;
  await expect(window.shopify.saveBar.leaveConfirmation()).rejects.toThrow();
  await window.shopify.saveBar.hide('unsaved');
  await expect(window.shopify.saveBar.leaveConfirmation()).resolves.toBeUndefined();
});
