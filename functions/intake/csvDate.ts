import { calendarOf } from '../customers/calendar.ts';
import { Refusal } from '../platform/refusal.ts';

const daySeconds = 86_400;

/** Pieces of a format, by what each matches. */
const pieces = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  Z: '(?<offset>Z|UTC|[+-]\\d{2}:?\\d{2})',
} as const;

/**
 * A reader of instants written as `format` says: epoch seconds, or undefined where the text is
 * something else or names a day that does not exist. Times without an offset are read in
 * `timeZone`: a time the clocks skip counts as the same time after they went forward, one they
 * repeat as its first.
 */
export function instantReader(
  format: string,
  timeZone: string,
): (text: string) => number | undefined {
  const pattern = patternOf(format);
  return (text) => {
    const found = pattern.exec(text.trim())?.groups;
    if (found === undefined) return undefined;
    const part = (name: string, missing: number) =>
      found[name] === undefined ? missing : Number(found[name]);
    const [year, month, day] = [part('year', 0), part('month', 1), part('day', 1)];
    const [hour, minute, second] = [part('hour', 0), part('minute', 0), part('second', 0)];
    if (hour > 23 || minute > 59 || second > 59) return undefined;
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
    const wall = date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
    const offset = found['offset'];
    return offset === undefined ? instantOfWall(wall, timeZone) : wall - offsetSeconds(offset);
  };
}

function patternOf(format: string): RegExp {
  const source = format.replace(/yyyy|MM?|dd?|HH?|mm|ss|[\s\S]/g, (piece) => {
    if (isPiece(piece)) return pieces[piece];
    if (/[A-Za-z]/.test(piece) && piece !== 'T') {
      throw new Refusal(
        'invalid',
        `The date format "${format}" has a "${piece}" that means nothing: use yyyy MM dd HH mm ss Z.`,
      );
    }
    return piece.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
  });
  const pattern = new RegExp(`^${source}$`);
  for (const needed of ['year', 'month', 'day']) {
    if (!source.includes(`<${needed}>`)) {
      throw new Refusal('invalid', `The date format "${format}" has no ${needed}.`);
    }
  }
  return pattern;
}

function isPiece(piece: string): piece is keyof typeof pieces {
  return piece in pieces;
}

function offsetSeconds(offset: string): number {
  if (offset === 'Z' || offset === 'UTC') return 0;
  const size = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(-2)) * 60;
  return offset.startsWith('-') ? -size : size;
}

/** `wall` is the local time counted as if it were UTC. */
function instantOfWall(wall: number, timeZone: string): number {
  const calendar = calendarOf(timeZone);
  const day = Math.floor(wall / daySeconds);
  const atStart = day * daySeconds - calendar.startOf(day);
  const atEnd = (day + 1) * daySeconds - calendar.startOf(day + 1);
  if (atStart === atEnd) return wall - atStart;
  const before = zoneOffset(wall - daySeconds, timeZone);
  const after = zoneOffset(wall + daySeconds, timeZone);
  const holds = [before, after]
    .map((offset) => ({ offset, at: wall - offset }))
    .filter(({ offset, at }) => zoneOffset(at, timeZone) === offset)
    .map(({ at }) => at);
  return holds.length > 0 ? Math.min(...holds) : wall - before;
}

/** Seconds east of UTC at an instant; slow, so only asked on days when clocks change. */
function zoneOffset(second: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(second * 1000);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wallMs = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return wallMs / 1000 - second;
}
