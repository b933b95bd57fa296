import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Objects } from '../../../functions/platform/objects.ts';
import { folderObjects } from '../../../infra/local/objects.ts';
import { collect } from '../../support/collect.ts';

const key = 'snapshots/demo.myshopify.com/current.arrow';
let folder: string;
let objects: Objects;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
  objects = folderObjects(folder);
});

test('gives back what was put last, and nothing for what is not there', async () => {
  expect(await objects.get(key)).toBeUndefined();
  await objects.put(key, new Uint8Array([1, 2]), 'application/octet-stream');
  await objects.put(key, new Uint8Array([3]), 'application/octet-stream');
  expect(await objects.get(key)).toEqual(new Uint8Array([3]));
  await objects.delete(key);
  await objects.delete(key);
  expect(await objects.get(key)).toBeUndefined();
});

test('of many who put something new at once, one is kept and stays', async () => {
  const puts = Array.from({ length: 20 }, (_, n) => objects.putNew(key, new Uint8Array([n]), 'x'));
  const outcomes = await Promise.all(puts);
  expect(outcomes.filter((outcome) => outcome === 'kept').length).toBe(1);
  expect(await objects.get(key)).toEqual(new Uint8Array([outcomes.indexOf('kept')]));
  expect(await objects.putNew(key, new Uint8Array([99]), 'x')).toBe('there');
  expect(readdirSync(join(folder, 'snapshots/demo.myshopify.com'))).toEqual(['current.arrow']);
});

test('whoever reads during puts gets one of them, whole, and no part is left behind', async () => {
  const whole = (value: number) => new Uint8Array(300_000).fill(value);
  await objects.put(key, whole(0), 'x');
  const puts = Array.from({ length: 20 }, (_, n) => objects.put(key, whole(n + 1), 'x'));
  for (let read = 0; read < 40; read += 1) {
    const seen = await objects.get(key);
    expect(seen?.length).toBe(300_000);
    expect(seen?.every((byte) => byte === seen[0])).toBe(true);
  }
  await Promise.all(puts);
  expect(readdirSync(join(folder, 'snapshots/demo.myshopify.com'))).toEqual(['current.arrow']);
});

test('lists what lies in a folder, in order, from behind a key on', async () => {
  for (const name of ['b/2', 'a/1', 'b/1', 'b/deep/3'])
    await objects.put(name, new Uint8Array(), 'x');
  expect(await collect(objects.list('b/'))).toEqual(['b/1', 'b/2', 'b/deep/3']);
  expect(await collect(objects.list('b/', 'b/1'))).toEqual(['b/2', 'b/deep/3']);
  expect(await collect(objects.list('nothing/'))).toEqual([]);
});

test.each(['../outside', 'a/../../b', '/etc/passwd', 'a//b', '.hidden', ''])(
  'refuses the key %j, which would leave the folder or hide in it',
  async (bad) => {
    await expect(objects.get(bad)).rejects.toThrow(/object key/);
  },
);
