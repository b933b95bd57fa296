import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mutations } from './mutations.ts';

const run = promisify(execFile);
const node = 'node_modules/.bin/node';
/** Enough for the rarest of them with room to spare; most are noticed within fifty. */
const withinSeeds = 400;
const notIdleMs = 180_000;

describe.concurrent('the simulation notices', () => {
  it.each(mutations)(
    '$name',
    async ({ name }) => {
      const program = ['--disable-warning=ExperimentalWarning', 'test/simulation/mutant.ts'];
      const { stdout } = await run(node, [...program, name, String(withinSeeds)]);
      expect(stdout).toContain('"findings":["');
      expect(stdout).not.toContain('fault:');
    },
    notIdleMs,
  );
});
