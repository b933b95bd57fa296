/** An epoch second as GraphQL writes it: UTC, whole seconds. */
export function utc(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

export function utcOrNull(seconds: number | null): string | null {
  return seconds === null ? null : utc(seconds);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** An epoch second as webhooks write it: the shop's wall time with its offset from UTC. */
export function zoned(seconds: number, timeZone: string): string {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(seconds * 1000))
    part[type] = value;
  const wall = `${part['year'] ?? ''}-${part['month'] ?? ''}-${part['day'] ?? ''}T${part['hour'] ?? ''}:${part['minute'] ?? ''}:${part['second'] ?? ''}`;
  const offsetMinutes = Math.round((Date.parse(`${wall}Z`) / 1000 - seconds) / 60);
  const size = Math.abs(offsetMinutes);
  const offset = `${String(Math.trunc(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${wall}${offsetMinutes < 0 ? '-' : '+'}${offset}`;
}

export function zonedOrNull(seconds: number | null, timeZone: string): string | null {
  return seconds === null ? null : zoned(seconds, timeZone);
}
