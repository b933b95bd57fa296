import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';

const start = Date.UTC(2011, 11, 10);
let path: string;
let wall: number;
const open = (startMs?: number) => openClock(path, startMs, () => wall);

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json');
  wall = Date.UTC(2026, 10, 1);
});

test('is the wall clock where nobody set it', () => {
  expect(open().businessMs()).toBe(wall);
});

test('business time starts where asked, runs on at wall speed, and wall time stays', () => {
  const clock = open(start);
  wall += 5_000;
  expect(clock.businessMs()).toBe(start + 5_000);
  expect(clock.wallMs()).toBe(wall);
});

test('a second start carries on, whether or not it names the same beginning', () => {
  open(start).moveTo(start + 1_000_000);
  wall += 60_000;
  expect(open().businessMs()).toBe(start + 1_060_000);
  expect(open(start).businessMs()).toBe(start + 1_060_000);
  expect(open(start + 7).businessMs()).toBe(start + 7);
});

test('says what to do about a damaged file', () => {
  writeFileSync(path, '{"offsetMs":');
  expect(() => open()).toThrow(/move the data folder away/);
});
