import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Row } from './Stack.tsx';
import { Text } from './Text.tsx';

/** A question before something that counts; it names the number and the effect. */
export function Modal({
  open,
  title,
  onClose,
  actions,
  children,
}: {
  open: boolean;
  title: string;
  onClose: () => void;
  actions: ReactNode;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="c-dialog" aria-labelledby={id} onClose={onClose}>
      {open && (
        <>
          <div className="c-dialog-part">
            <Text as="h2" kind="heading" id={id}>
              {title}
            </Text>
          </div>
          <div className="c-dialog-part">{children}</div>
          <div className="c-dialog-part">
            <Row align="end">{actions}</Row>
          </div>
        </>
      )}
    </dialog>
  );
}
