import { Button } from './Button.tsx';
import { toast } from './toast.ts';

/** Copies a code; says so, or says how to do it by hand. */
export function CopyButton({
  text,
  words,
}: {
  text: string;
  words: { copy: string; copied: string; failed: string };
}) {
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        toast(words.copied);
      },
      () => {
        toast(copyBySelection(text) ? words.copied : words.failed);
      },
    );
  };
  return (
    <Button onClick={copy} label={`${words.copy}: ${text}`}>
      {words.copy}
    </Button>
  );
}

/** Inside the admin's frame the clipboard may be withheld; the older way still works there. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  // The only way left where the permission policy withholds navigator.clipboard.
  const copied: unknown = Reflect.apply(Reflect.get(document, 'execCommand'), document, ['copy']);
  area.remove();
  return copied === true;
}
