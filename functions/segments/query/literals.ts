import type { Attribute } from './attribute.ts';
import { nearest } from './nearest.ts';
import { dateUnits, type Literal } from './query.ts';
import { mistakeAt, type Token } from './tokens.ts';

/** A thousand years: calendars end somewhere, and a day beyond the end is neither before nor after. */
const farthest = { d: 365_000, w: 52_000, m: 12_000, y: 1_000 } as const;

/** The value a token stands for where this attribute is compared; a mistake where it cannot be. */
export function literalFor(attribute: Attribute, token: Token): Literal {
  switch (attribute.type) {
    case 'number':
      if (token.kind === 'number') return { kind: 'number', digits: plainDigits(token.text) };
      throw wrongType(attribute, token, 'a number, like 3 or 12.50');
    case 'date':
      return dateLiteral(attribute, token);
    case 'choice':
      if (token.kind === 'text') return choiceLiteral(attribute, token);
      throw wrongType(
        attribute,
        token,
        `one of ${quotedList(attribute.choices)}`,
        token.kind === 'word' ? quotedNearest(token.text, attribute.choices) : null,
      );
    case 'flag': {
      const word = token.kind === 'word' ? token.text.toLowerCase() : '';
      if (word === 'true' || word === 'false') return { kind: 'flag', on: word === 'true' };
      throw wrongType(attribute, token, 'true or false');
    }
    case 'name':
    case 'list':
    case 'segment':
      if (token.kind === 'text') return { kind: 'text', text: token.text };
      throw wrongType(
        attribute,
        token,
        "text in single quotes, like 'vip'",
        token.kind === 'word' ? `'${token.text}'` : null,
      );
  }
}

function choiceLiteral(
  attribute: Attribute & { type: 'choice' },
  token: Token,
): Literal & { kind: 'text' } {
  const known = attribute.choices.find(
    (choice) => choice.toLowerCase() === token.text.toLowerCase(),
  );
  if (known !== undefined) return { kind: 'text', text: known };
  throw mistakeAt(
    token,
    'unknownValue',
    `${attribute.name} has no value '${token.text}'. It is one of ${quotedList(attribute.choices)}.`,
    quotedNearest(token.text, attribute.choices),
    null,
    { attribute: attribute.name, options: attribute.choices },
  );
}

function dateLiteral(attribute: Attribute, token: Token): Literal {
  if (token.kind === 'word' && token.text.toLowerCase() === 'today') return { kind: 'today' };
  if (token.kind === 'relative') {
    const letter = token.text.slice(-1).toLowerCase();
    const unit = dateUnits.find((one) => one === letter) ?? 'd';
    const amount = Number(token.text.slice(0, -1)) + 0;
    if (Math.abs(amount) <= farthest[unit]) return { kind: 'relative', amount, unit };
    throw mistakeAt(
      token,
      'badDate',
      `"${token.text}" is more than a thousand years away. Write dates like 2026-11-22, -30d or today.`,
      null,
      null,
      { attribute: attribute.name },
    );
  }
  if (token.kind !== 'date' && token.kind !== 'text') {
    throw wrongType(attribute, token, 'a date, like 2026-11-22, -30d or today');
  }
  const ms = /^\d{4}-\d{2}-\d{2}$/u.test(token.text) ? Date.parse(`${token.text}T00:00:00Z`) : NaN;
  const real = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(token.text);
  if (real) return { kind: 'date', date: token.text };
  const message = `There is no day "${token.text}". Write dates like 2026-11-22, -30d or today.`;
  throw mistakeAt(token, 'badDate', message, null, null, { attribute: attribute.name });
}

function wrongType(
  attribute: Attribute,
  token: Token,
  expected: string,
  suggestion: string | null = null,
) {
  const message = `${attribute.name} is compared with ${expected}.`;
  const value = { what: 'value', attribute: attribute.name } as const;
  const options = attribute.type === 'choice' ? attribute.choices : [];
  const about = { attribute: attribute.name, options };
  return token.kind === 'end'
    ? mistakeAt(token, 'unexpected', message, suggestion, value, about)
    : mistakeAt(token, 'wrongType', message, suggestion, null, about);
}

function quotedList(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}

function quotedNearest(word: string, choices: readonly string[]): string | null {
  const near = nearest(word, choices);
  return near === null ? null : `'${near}'`;
}

/** One way to write a number: no zeros in front or behind, no minus zero. */
function plainDigits(digits: string): string {
  const [, minus = '', units = '0', fraction = ''] =
    /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/u.exec(digits) ?? [];
  const plain = fraction === '' ? units : `${units}.${fraction}`;
  return plain === '0' ? plain : minus + plain;
}
