/** The line of a query a mistake is on, and where to put the mark under it. */
export function markOf(
  query: string,
  { start, end }: { start: number; end: number },
): { line: string; column: number; length: number } {
  const at = Math.min(Math.max(0, start), query.length);
  const from = query.lastIndexOf('\n', at - 1) + 1;
  const newline = query.indexOf('\n', at);
  const to = newline < 0 ? query.length : newline;
  return {
    line: query.slice(from, to),
    column: at - from,
    length: Math.max(1, Math.min(end, to) - at),
  };
}
