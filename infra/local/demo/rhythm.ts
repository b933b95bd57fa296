import type { Dice } from './dice.ts';
import type { Market } from './market.ts';

const daySeconds = 86_400;
/** Sunday first: people shop more at the start of the week and on Sunday evening. */
const weekdays = [1.12, 1.06, 1, 0.98, 0.98, 0.9, 0.96] as const;
/** From midnight on, in the shop's own time: quiet nights, a bump at noon, a peak after supper. */
const hours = [
  7, 4, 2, 1, 1, 2, 6, 14, 26, 38, 46, 50, 56, 52, 46, 44, 44, 48, 56, 70, 84, 88, 62, 28,
] as const;
/** The busiest time a day can be, against which a moment is accepted. */
const busiest = 1.75;
/** A purchase that does not suit the day is put off about this long. */
const putOffDays = 4;

/** When people buy: months and weekdays make days busy or quiet, hours make the clock. */
export interface Rhythm {
  /** A moment at or after the one given, on a day and hour people buy at. */
  settle(dice: Dice, seconds: number): number;
}

export function rhythmOf(market: Market, timeZone: string): Rhythm {
  const offsets = new Map<number, number>();

  /** Seconds the shop is ahead of UTC; looked up once a day, which is exact enough for buying. */
  function offsetAt(seconds: number): number {
    const day = Math.floor(seconds / daySeconds);
    const kept = offsets.get(day);
    if (kept !== undefined) return kept;
    const text = new Date(day * daySeconds * 1000).toLocaleString('en-US', {
      timeZone,
      timeZoneName: 'longOffset',
    });
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
    const size = match === null ? 0 : Number(match[2]) * 3600 + Number(match[3]) * 60;
    const offset = match?.[1] === '-' ? -size : size;
    offsets.set(day, offset);
    return offset;
  }

  return {
    settle(dice, seconds) {
      let at = seconds;
      while (!dice.chance(busyness(at + offsetAt(at), market) / busiest)) {
        at += dice.exponential(putOffDays) * daySeconds;
      }
      const local = at + offsetAt(at);
      const midnight = local - (local % daySeconds);
      const hour = dice.weighted(hours);
      const within = midnight + hour * 3600 + dice.below(3600);
      return Math.floor(within - offsetAt(at));
    },
  };
}

function busyness(localSeconds: number, market: Market): number {
  const date = new Date(localSeconds * 1000);
  const month = market.months[date.getUTCMonth()] ?? 1;
  return month * (weekdays[date.getUTCDay()] ?? 1);
}
