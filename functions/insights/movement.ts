import type { Scheme } from '../customers/customer.schema.ts';
import { codeWords, unknownInt } from '../segments/columns.ts';
import type { PastClasses } from '../segments/pastShops.ts';

/** Where somebody was who is in no class: not on file yet, or on file and not placed. */
export const notThere = 'not_there';
export const unplaced = 'unplaced';

/** Customers who were in one class on one day and in another, or the same, on a later one. */
export interface Move {
  from: string;
  to: string;
  customers: number;
  /** What they had spent by the later day, minor units. */
  netMinor: number;
}

export interface Movement {
  /** The scheme's classes, best first, as its rows and columns stand. */
  classes: readonly string[];
  /** Only pairs with somebody in them. */
  moves: Move[];
}

type Day = Pick<PastClasses, 'codes' | 'there' | 'netMinor'>;

/** Counts every customer once, by where they stood on each of two days. */
export function movementBetween(scheme: Scheme, before: Day, after: Day): Movement {
  const classes: readonly string[] = codeWords[scheme];
  const places = [...classes, unplaced, notThere];
  const size = places.length;
  const customers = new Int32Array(size * size);
  const netMinor = new Float64Array(size * size);
  const fromOf = placesOf(before, scheme, size);
  const toOf = placesOf(after, scheme, size);
  for (let i = 0; i < after.there.length; i += 1) {
    const cell = fromOf(i) * size + toOf(i);
    customers[cell] = (customers[cell] ?? 0) + 1;
    netMinor[cell] = (netMinor[cell] ?? 0) + (after.netMinor[i] ?? 0);
  }
  const moves = places.flatMap((from, row) =>
    places.map((to, column) => ({
      from,
      to,
      customers: customers[row * size + column] ?? 0,
      netMinor: netMinor[row * size + column] ?? 0,
    })),
  );
  return {
    classes,
    moves: moves.filter(({ customers, to }) => customers > 0 && to !== notThere),
  };
}

/** Who made one of the moves; 1 for each customer who did. */
export function whoMoved(
  scheme: Scheme,
  before: Day,
  after: Day,
  move: Pick<Move, 'from' | 'to'>,
): Uint8Array {
  const places = [...codeWords[scheme], unplaced, notThere];
  const size = places.length;
  const from = places.indexOf(move.from);
  const to = places.indexOf(move.to);
  const fromOf = placesOf(before, scheme, size);
  const toOf = placesOf(after, scheme, size);
  return Uint8Array.from(after.there, (_, i) => (fromOf(i) === from && toOf(i) === to ? 1 : 0));
}

/** Reads the class's own code, or one of the two places behind the last class. */
function placesOf({ codes, there }: Day, scheme: Scheme, size: number): (index: number) => number {
  const ofScheme = codes.get(scheme);
  return (index) => {
    if (there[index] !== 1) return size - 1;
    const code = ofScheme?.[index] ?? unknownInt;
    return code === unknownInt ? size - 2 : code;
  };
}
