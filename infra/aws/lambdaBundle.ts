import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import type { EntryName } from './entryNames.ts';

export interface LambdaBundle {
  entry: EntryName;
  folder: string;
  bytes: number;
  /** Every source file inside, by path from the project root. */
  inputs: string[];
}

export const bundleRoot = 'dist/lambda';

/** CommonJS packages inside an ES module still ask for `require` and `__dirname`. */
const commonJsBridge = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf } from 'node:path';",
  "import { fileURLToPath as __pathOf } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __pathOf(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('');

/** One entry as one minified ES module with everything it needs, the AWS SDK included. */
export async function bundleEntry(entry: EntryName, root = bundleRoot): Promise<LambdaBundle> {
  const source = `functions/entry/${entry}.ts`;
  if (!existsSync(source)) throw new Error(`${source} is missing: every Lambda needs its entry.`);
  const folder = `${root}/${entry}`;
  const outfile = `${folder}/index.mjs`;
  const bundled = async (banner: string) => {
    const { metafile } = await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      minify: true,
      sourcemap: 'linked',
      sourcesContent: false,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      mainFields: ['module', 'main'],
      banner: { js: banner },
      metafile: true,
      logLevel: 'error',
    });
    return metafile;
  };
  const plain = await bundled('');
  const needsBridge = Object.values(plain.inputs).some((input) => input.format === 'cjs');
  const { outputs } = needsBridge ? await bundled(commonJsBridge) : plain;
  const output = Object.values(outputs).find((each) => each.entryPoint === source);
  if (output === undefined) throw new Error(`esbuild wrote no ${outfile}`);
  return { entry, folder, bytes: output.bytes, inputs: Object.keys(output.inputs) };
}
