import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

/** The project-aware rules need files of a program, so these texts borrow the paths of real ones. */
// On a build machine the parser would take a file's text from the disk instead of the one given.
const parserOptions = { disallowAutomaticSingleRunInference: true };
const eslint = new ESLint({ overrideConfig: { languageOptions: { parserOptions } } });

async function rulesBroken(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return result!.messages.map((message) => message.ruleId);
}

const rule = 'functions/platform/refusal.ts';

test.each([
  [
    rule,
    'export const key: string = {} as string;',
    '@typescript-eslint/consistent-type-assertions',
  ],
  [rule, 'export const key = process.env["KEY"];', 'no-restricted-syntax'],
  [rule, 'console.log("paid");', 'no-console'],
  [
    rule,
    'async function pay() { await Promise.resolve(); }\npay();',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    rule,
    'export const text = (n: number) => `${n} orders`;',
    '@typescript-eslint/restrict-template-expressions',
  ],
])(
  'in %s, `%s` breaks %s',
  async (path, text, broken) => {
    expect(await rulesBroken(path, `${text}\n`)).toContain(broken);
  },
  60_000,
);

test('tests may cast, rules may say `as const`', async () => {
  expect(await rulesBroken('test/support/dynamo.ts', 'export const key = {} as string;\n')).toEqual(
    [],
  );
  expect(await rulesBroken(rule, "export const keys = ['a'] as const;\n")).toEqual([]);
}, 60_000);
