import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { embedSizes } from './embedSizes.ts';
import { entryNames } from './entryNames.ts';
import { bundleEntry, type LambdaBundle } from './lambdaBundle.ts';

const run = promisify(execFile);
const kilobyte = 1024;
/** Minified bytes a Lambda may have: cold starts grow with them. */
const ceilings = {
  receive: 100,
  orders: 900,
  bury: 900,
  apply: 1500,
  issue: 1500,
  jobs: 2000,
  schedule: 900,
  admin: 2000,
};

/** Loads the bundle as Lambda would, in a process of its own, and asks for its handler. */
async function loads(bundle: LambdaBundle): Promise<void> {
  const url = pathToFileURL(resolve(bundle.folder, 'index.mjs')).href;
  const script = `const { handler } = await import(${JSON.stringify(url)}); if (typeof handler !== 'function') throw new Error('no handler')`;
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env['PATH'] },
    timeout: 20_000,
  });
}

function line(good: boolean, name: string, bytes: number, ceiling: number, what: string): string {
  const size = (bytes / kilobyte).toFixed(1).padStart(8);
  return `${good ? 'ok  ' : 'FAIL'} ${name.padEnd(28)} ${size} KB ${what}, ceiling ${String(ceiling)} KB`;
}

let failed = false;
for (const entry of entryNames) {
  const bundle = await bundleEntry(entry);
  const ceiling = ceilings[entry];
  const small = bundle.bytes <= ceiling * kilobyte;
  const lean = entry !== 'receive' || !bundle.inputs.some((path) => path.includes('@aws-sdk/'));
  failed ||= !small || !lean;
  console.log(line(small && lean, entry, bundle.bytes, ceiling, 'minified'));
  if (!lean) console.log('     receive must not carry the AWS SDK: it answers webhooks.');
  try {
    await loads(bundle);
  } catch (error) {
    failed = true;
    console.log(`FAIL ${entry} does not load: ${error instanceof Error ? error.message : ''}`);
  }
}

await run('node_modules/.bin/vite', ['build', '--config', 'admin-ui/vite.config.ts']);
for (const { name, gzipBytes, ceiling } of embedSizes('dist/admin-ui')) {
  const good = gzipBytes <= ceiling * kilobyte;
  failed ||= !good;
  console.log(line(good, name, gzipBytes, ceiling, 'gzip'));
}
process.exitCode = failed ? 1 : 0;
