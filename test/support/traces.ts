/** Finds values in bytes of any kind, in whichever form they may have got there. */
export interface Traces {
  /** Those of the values that are to be found in it. */
  in(bytes: Uint8Array | string): string[];
}

/**
 * Looks for each value as text in any case, as JSON, URL and HTML write it, as base64 (wherever in
 * a longer text it began) and as hex.
 */
export function tracesOf(values: readonly string[]): Traces {
  const forms = values.map((value) => ({ value, ...formsOf(value) }));
  return {
    in(bytes) {
      const text = Buffer.from(bytes).toString('latin1');
      const folded = text.toLowerCase();
      return forms
        .filter(
          ({ anyCase, exact }) =>
            anyCase.some((form) => folded.includes(form)) ||
            exact.some((form) => text.includes(form)),
        )
        .map(({ value }) => value);
    },
  };
}

function formsOf(value: string): { anyCase: string[]; exact: string[] } {
  const utf8 = Buffer.from(value, 'utf8');
  const escaped = value.replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const anyCase = [
    utf8.toString('latin1'),
    escaped,
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    value.replaceAll("'", '&#39;'),
    utf8.toString('hex'),
  ].map((form) => form.toLowerCase());
  // Of a longer text in base64 only the characters that hold nothing of the neighbours are sure.
  const exact = [value, value.toLowerCase()].flatMap((form) =>
    [0, 1, 2].map((shift) => {
      const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(form, 'utf8')]);
      const whole = bytes.toString('base64').replaceAll('=', '');
      const from = Math.ceil((shift * 8) / 6);
      const to = Math.floor((bytes.length * 8) / 6);
      return whole.slice(from, to);
    }),
  );
  return { anyCase: [...new Set(anyCase)], exact: [...new Set(exact)] };
}
