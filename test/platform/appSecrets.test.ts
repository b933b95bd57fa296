import { expect, test } from 'vitest';
import { keysOf, openAppSecrets } from '../../functions/platform/appSecrets.ts';
import type { AppSecret } from '../../functions/platform/secrets.ts';

const first: AppSecret = { apiKey: 'key', apiSecret: 'old' };
const changed: AppSecret = { apiKey: 'key', apiSecret: 'new', previousApiSecret: 'old' };
const minuteMs = 60_000;

function changing() {
  const kept: { secret: AppSecret; reads: number; failing: boolean } = {
    secret: first,
    reads: 0,
    failing: false,
  };
  const time = { ms: 1_795_000_000_000 };
  const read = async () => {
    kept.reads += 1;
    await Promise.resolve();
    if (kept.failing) throw new Error('Secrets Manager does not answer');
    return kept.secret;
  };
  return { kept, time, secrets: openAppSecrets(read, first, () => time.ms) };
}

test('a changed secret is found by the first who needs it, and both are accepted from then on', async () => {
  const { kept, time, secrets } = changing();
  kept.secret = changed;
  time.ms += minuteMs;
  expect(await secrets.newer()).toEqual({ apiKey: 'key', secrets: ['new', 'old'] });
  expect(await secrets.current()).toEqual({ apiKey: 'key', secrets: ['new', 'old'] });
  expect(kept.reads).toBe(1);
});

test('ten thousand forged calls in a minute cost one look at most', async () => {
  const { kept, time, secrets } = changing();
  time.ms += minuteMs;
  for (let call = 0; call < 10_000; call += 1) {
    if (call % 200 === 0) time.ms += 1000;
    expect(await secrets.newer()).toBeNull();
  }
  expect(kept.reads).toBe(1);
  expect(await Promise.all(Array.from({ length: 50 }, () => secrets.newer()))).toContain(null);
  time.ms += minuteMs;
  await Promise.all(Array.from({ length: 50 }, () => secrets.newer()));
  expect(kept.reads).toBe(2);
});

test('a secret that was taken away is not accepted for longer than a quarter of an hour', async () => {
  const { kept, time, secrets } = changing();
  kept.secret = { apiKey: 'key', apiSecret: 'new' };
  expect((await secrets.current()).secrets).toEqual(['old']);
  time.ms += 15 * minuteMs;
  expect((await secrets.current()).secrets).toEqual(['new']);
});

test('while nobody answers, the last secret goes on being used', async () => {
  const { kept, time, secrets } = changing();
  kept.failing = true;
  time.ms += 20 * minuteMs;
  expect((await secrets.current()).secrets).toEqual(['old']);
  expect(await secrets.newer()).toBeNull();
  expect(kept.reads).toBe(1);
});

test('an empty place is no secret: nothing may be signed with it', () => {
  expect(keysOf({ apiKey: 'key', apiSecret: 'new', previousApiSecret: '' }).secrets).toEqual([
    'new',
  ]);
});
