export const segmentPath = (id: string) => `/segments/${encodeURIComponent(id)}`;

/** Address of a new segment that starts from a query. */
export function newSegmentPath(query: string, template?: string): string {
  const search = new URLSearchParams({ query, ...(template !== undefined && { template }) });
  return `/segments/new?${search.toString()}`;
}
