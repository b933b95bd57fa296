import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  movementBetween,
  notThere,
  unplaced,
  whoMoved,
} from '../../functions/insights/movement.ts';
import { levelKeys } from '../../functions/segments/classes.schema.ts';

const one = fc.record({
  /** −2: not there yet, −1: no class. */
  before: fc.integer({ min: -2, max: 3 }),
  after: fc.integer({ min: -1, max: 3 }),
  net: fc.integer({ min: -50, max: 5_000 }),
});
const dayOf = (codes: number[], net: number[]) => ({
  codes: new Map([['level' as const, Int8Array.from(codes, (code) => Math.max(-1, code))]]),
  there: Uint8Array.from(codes, (code) => (code === -2 ? 0 : 1)),
  netMinor: Float64Array.from(net),
});
const nameOf = (code: number) => (code === -2 ? notThere : (levelKeys[code] ?? unplaced));

test('a movement counts every customer once, where they stood on both days', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (customers) => {
      const net = customers.map((each) => each.net);
      const before = dayOf(
        customers.map((each) => each.before),
        net,
      );
      const after = dayOf(
        customers.map((each) => each.after),
        net,
      );
      const { moves, classes } = movementBetween('level', before, after);
      expect(classes).toEqual(levelKeys);
      expect(moves.reduce((sum, move) => sum + move.customers, 0)).toBe(customers.length);
      for (const move of moves) {
        const those = customers.filter(
          (each) => nameOf(each.before) === move.from && nameOf(each.after) === move.to,
        );
        expect(move.customers).toBe(those.length);
        expect(move.netMinor).toBe(those.reduce((sum, each) => sum + each.net, 0));
        const who = whoMoved('level', before, after, move);
        expect(who.reduce((sum, is) => sum + is, 0)).toBe(those.length);
      }
    }),
  );
});
