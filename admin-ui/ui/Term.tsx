import { useId, useRef, useState, type ReactNode } from 'react';

/** A word with a dotted underline; pressing it says in a sentence what it means. */
export function Term({ children, meaning }: { children: ReactNode; meaning: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const place = () => {
    const at = button.current?.getBoundingClientRect();
    const box = bubble.current;
    if (at === undefined || box === null) return;
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + 6;
    const fits = below + height < window.innerHeight;
    box.style.left = `${String(Math.max(8, Math.min(at.left, window.innerWidth - width - 8)))}px`;
    box.style.top = `${String(fits ? below : Math.max(8, at.top - height - 6))}px`;
  };
  return (
    <>
      <button ref={button} type="button" className="c-term" popoverTarget={id} aria-expanded={open}>
        {children}
      </button>
      <span
        ref={bubble}
        id={id}
        popover="auto"
        className="c-definition"
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') place();
        }}
      >
        {meaning}
      </span>
    </>
  );
}
