/** Adds an attribute's name where the next condition would begin. */
export function appendAttribute(query: string, name: string): string {
  const text = query.trimEnd();
  const joined = text === '' || /(\b(and|or|not)|\()$/i.test(text) ? text : `${text} AND`;
  return `${joined} ${name} `.trimStart();
}

/**
 * Where in a query a refusal points, if it names a place ("… at column 12"): the line and the
 * column within it, both as a monospaced mark needs them.
 */
export function errorPlace(
  query: string,
  sentence: string,
): { line: string; column: number } | null {
  const named = /\bcolumn (\d+)/i.exec(sentence);
  if (named === null) return null;
  const at = Math.min(Math.max(0, Number(named[1]) - 1), query.length);
  const start = query.lastIndexOf('\n', at - 1) + 1;
  const end = query.indexOf('\n', at);
  return { line: query.slice(start, end < 0 ? undefined : end), column: at - start };
}
