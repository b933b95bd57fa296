import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';

/** The Shopify admin's save bar: shown while something is unsaved, and asks before leaving. */
export function SaveBar({
  dirty,
  onSave,
  onDiscard,
  words,
}: {
  dirty: boolean;
  onSave: () => void;
  onDiscard: () => void;
  words: { save: string; discard: string };
}) {
  useEffect(() => {
    void (dirty ? window.shopify.saveBar.show(id) : window.shopify.saveBar.hide(id));
    return () => {
      void window.shopify.saveBar.hide(id);
    };
  }, [dirty]);
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: dirty,
    shouldBlockFn: () =>
      window.shopify.saveBar.leaveConfirmation().then(
        () => false,
        () => true,
      ),
  });
  return (
    <ui-save-bar id={id}>
      <button {...{ variant: 'primary' }} onClick={onSave}>
        {words.save}
      </button>
      <button onClick={onDiscard}>{words.discard}</button>
    </ui-save-bar>
  );
}

const id = 'unsaved';
