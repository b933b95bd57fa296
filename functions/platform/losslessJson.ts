const longInteger = /^-?\d{16,}$/;

/**
 * Parses JSON keeping integers of 16 digits and more, which a number cannot hold exactly, as
 * strings. Throws SyntaxError like JSON.parse; its message is not repeated, it may quote the text.
 */
export function parseLossless(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && longInteger.test(context?.source ?? '') ? context?.source : value,
  );
}
