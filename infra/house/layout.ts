/** A file of the project as git sees it: path from the root with `/`, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Finding {
  severity: 'error' | 'warning';
  path: string;
  sentence: string;
}

const code = /\.(ts|tsx|js)$/;
const entryLines = 15;
const longLines = 180;

interface Rule {
  severity: Finding['severity'];
  applies: (path: string) => boolean;
  broken: (file: SourceFile) => boolean;
  sentence: string;
}

/** The files that must spell out what they look for. */
const isAboutTheseRules = (path: string) =>
  path === 'infra/house/layout.ts' || path.startsWith('test/house/');

const rules: Rule[] = [
  {
    severity: 'error',
    applies: (path) => code.test(path),
    broken: ({ path }) =>
      /(^|\/)(utils?|helpers?|common|types|services?|managers?|misc|dtos?|mappers?)(\/|(\.[a-z]+)*$)/.test(
        path,
      ),
    sentence: 'is named for a kind of file: name it for the thing or the deed it holds.',
  },
  {
    severity: 'error',
    applies: (path) => code.test(path),
    broken: ({ path }) => /(^|\/)index\.(ts|tsx|js)$/.test(path),
    sentence: 'is a barrel by name: import the file that has the thing.',
  },
  {
    severity: 'error',
    applies: (path) => path.startsWith('functions/entry/'),
    broken: ({ text }) => lineCount(text) > entryLines,
    sentence: `has more than the ${String(entryLines)} lines of an entry: move the rest beside it.`,
  },
  {
    severity: 'warning',
    applies: (path) => code.test(path) && /^(functions|admin-ui|infra)\//.test(path),
    broken: ({ text }) => lineCount(text) > longLines,
    sentence: `has more than ${String(longLines)} lines, and usually holds two things then.`,
  },
  {
    severity: 'error',
    applies: (path) => code.test(path) && !isAboutTheseRules(path),
    broken: ({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text),
    sentence: 'says it is unfinished: finish it or leave it out.',
  },
  {
    severity: 'error',
    applies: (path) => !isAboutTheseRules(path),
    broken: ({ text }) => /(^|[\s'"`(=])\/(home|Users|root|work|workspace)\/[\w.-]/m.test(text),
    sentence: 'names a path on one machine, which exists nowhere else.',
  },
];

/** What no linter knows of this house: names, lengths, barrels, traces of one machine. Pure. */
export function inspectLayout(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) =>
    rules
      .filter((rule) => rule.applies(file.path) && rule.broken(file))
      .map(({ severity, sentence }) => ({ severity, path: file.path, sentence })),
  );
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
