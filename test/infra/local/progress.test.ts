import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { startProgress } from '../../../infra/local/progress.ts';

function screen(isTTY: boolean) {
  const out = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  return { out: out as unknown as NodeJS.WriteStream, said: () => String(out.read() ?? '') };
}

test('off a terminal it is a line now and then, with the total where it is known', () => {
  let now = 0;
  const { out, said } = screen(false);
  const progress = startProgress('Reading', out, () => now);
  progress.update(1, null);
  now = 5_000;
  progress.update(2, null);
  now = 9_999;
  progress.update(3, 10);
  now = 10_000;
  progress.update(4, 10);
  progress.end();
  expect(said()).toBe('Reading: 2\nReading: 4 of 10\n');
});

test('on a terminal it is a bar that goes away when all is done', () => {
  const { out, said } = screen(true);
  const progress = startProgress('Reading', out, () => 0);
  progress.update(0, null);
  expect(said()).toBe('');
  progress.update(5, 10);
  progress.end();
  expect(said()).toContain('Reading ===============--------------- 50 %');
});
