/** Says that something worked, in the Shopify admin's own toast; `undo` where it can be taken back. */
export function toast(message: string, undo?: { label: string; onUndo: () => void }): void {
  window.shopify.toast.show(
    message,
    undo === undefined ? {} : { action: undo.label, onAction: undo.onUndo, duration: 8000 },
  );
}
