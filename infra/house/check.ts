import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { inspectLayout } from './layout.ts';
import { projectFiles } from './projectFiles.ts';

interface Verdict {
  name: string;
  good: boolean;
  output: string;
  seconds: number;
}

const bin = (name: string) => `node_modules/.bin/${name}`;
const rootCode = readdirSync('.').filter((name) => name.endsWith('.ts'));
const folders = ['functions', 'infra', 'admin-ui', 'test'];
const commands: [name: string, file: string, args: string[]][] = [
  ['prettier', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['types (admin-ui)', bin('tsc'), ['--noEmit', '-p', 'admin-ui']],
  [
    'imports',
    bin('depcruise'),
    [...folders, ...rootCode, '--config', '.dependency-cruiser.ts', '--output-type', 'err-long'],
  ],
  ['eslint', bin('eslint'), ['.', '--max-warnings', '0']],
];

function run([name, file, args]: (typeof commands)[number]): Promise<Verdict> {
  const begun = performance.now();
  return new Promise((done) => {
    execFile(file, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const seconds = (performance.now() - begun) / 1000;
      done({ name, good: error === null, output: `${stdout}${stderr}`.trim(), seconds });
    });
  });
}

function layout(): Verdict {
  const begun = performance.now();
  const findings = inspectLayout(projectFiles());
  return {
    name: 'layout',
    good: findings.every((finding) => finding.severity === 'warning'),
    output: findings
      .map((finding) => `${finding.severity}: ${finding.path} ${finding.sentence}`)
      .join('\n'),
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Type checks and lint are the long ones; two at a time fits the smallest machine that builds this. */
async function inPairs(): Promise<Verdict[]> {
  const waiting = [...commands].reverse();
  const verdicts: Verdict[] = [];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const verdict = await run(next);
      show(verdict);
      verdicts.push(verdict);
    }
  };
  await Promise.all([worker(), worker()]);
  return verdicts;
}

function show({ name, good, output, seconds }: Verdict): void {
  if (output !== '' && (!good || name === 'layout')) console.log(`\n${name}:\n${output}\n`);
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
}

const layoutVerdict = layout();
show(layoutVerdict);
const verdicts = [layoutVerdict, ...(await inPairs())];
const failed = verdicts.filter((verdict) => !verdict.good).map((verdict) => verdict.name);
console.log(failed.length === 0 ? 'check: all good' : `check: failed in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
