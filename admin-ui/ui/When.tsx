import { useFormats } from '../i18n/shopPlace.ts';

/** An instant as a distance from now; the exact time in the shop's zone on pointing at it. */
export function When({ at, exact = false }: { at: string; exact?: boolean }) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.dateTime(at)}>
      {exact ? formats.date(at) : formats.relative(at)}
    </time>
  );
}
