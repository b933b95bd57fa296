import { z } from 'zod';

const optionsSchema = z.object({
  duration: z.number().default(5000),
  action: z.string().optional(),
  onAction: z.custom<() => void>((value) => typeof value === 'function').optional(),
});

let count = 0;

/** A line at the foot of the page that goes by itself; read out by screen readers. */
export function showToast(message: string, options: unknown = {}): string {
  const { duration, action, onAction } = optionsSchema.parse(options);
  count += 1;
  const id = `toast-${String(count)}`;
  const toast = document.createElement('div');
  toast.id = id;
  toast.className = 'frame-toast';
  const words = document.createElement('span');
  words.textContent = message;
  toast.append(words);
  if (action !== undefined && onAction !== undefined) {
    const button = document.createElement('button');
    button.textContent = action;
    button.addEventListener('click', () => {
      hideToast(id);
      onAction();
    });
    toast.append(button);
  }
  place().append(toast);
  setTimeout(() => {
    hideToast(id);
  }, duration);
  return id;
}

export function hideToast(id: string): void {
  document.querySelector(`#${id}`)?.remove();
}

/** Modal dialogs cover everything else, so a toast goes into the open one. */
function place(): Element {
  const existing = document.querySelector('.frame-toasts');
  if (existing !== null) return existing;
  const area = document.createElement('div');
  area.className = 'frame-toasts';
  area.setAttribute('role', 'status');
  const style = document.createElement('style');
  style.textContent = `
.frame-toasts{position:fixed;inset:auto 0 1.5rem;display:grid;gap:.5rem;place-items:center;z-index:600;pointer-events:none}
.frame-toast{display:flex;gap:1rem;align-items:center;padding:.5rem 1rem;border-radius:.5rem;background:#1a1a1a;color:#fff;font:500 13px/20px Inter,system-ui,sans-serif;pointer-events:auto;max-width:calc(100vw - 2rem)}
.frame-toast button{border:0;border-radius:.375rem;padding:.25rem .5rem;background:#4a4a4a;color:#fff;font:inherit;cursor:pointer;white-space:nowrap}`;
  document.head.append(style);
  document.body.append(area);
  return area;
}
