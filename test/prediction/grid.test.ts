import { expect, test } from 'vitest';
import {
  chanceAlive,
  chanceActiveIfAlive,
  expectedIfAlive,
  logLikelihood,
  type OrderModelName,
  type OrderParameters,
} from '../../functions/prediction/mbgNbd.ts';
import { sharedData } from '../support/sharedData.ts';
import { referenceText } from './cdnow.ts';

interface Case extends OrderParameters {
  set: string;
  x: number;
  t_x: number;
  T: number;
  t: number;
  ll: number;
  p_alive: number;
  expected: number;
  p_active: number;
}

const models = { bgnbd: 'bgNbd', mbgnbd: 'mbgNbd' } as const;

test.skipIf(!sharedData).each(['bgnbd', 'mbgnbd'] as const)(
  '%s keeps nine digits in the hard corners that were computed with forty',
  (name) => {
    const cases: Case[] = JSON.parse(referenceText('mpmath_grid_half.json'))[name];
    expect(cases.length).toBe(116);
    const off = cases.flatMap((one) => differences(one, models[name]));
    expect(off).toEqual([]);
  },
);

function differences(one: Case, model: OrderModelName): string[] {
  const timing = { x: one.x, tx: one.t_x, T: one.T };
  const alive = chanceAlive(one, timing, model);
  const ours = {
    ll: logLikelihood(one, timing, model),
    p_alive: alive,
    expected: alive * expectedIfAlive(one, timing, one.t, model),
    p_active: alive * chanceActiveIfAlive(one, timing, one.t),
  };
  const names = ['ll', 'p_alive', 'expected', 'p_active'] as const;
  return names
    .filter((name) => !(Math.abs(ours[name] - one[name]) <= 1e-9 * Math.abs(one[name])))
    .map((name) => `${name} ${String(ours[name])}: ${JSON.stringify(one)}`);
}
