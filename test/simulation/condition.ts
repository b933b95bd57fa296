import type { Condition, Item } from '../../functions/platform/dynamo.ts';

/** The part of DynamoDB's condition language the product speaks; anything else is refused. */

type Test = (item: Item | undefined, values: Readonly<Record<string, unknown>>) => boolean;
type Names = Readonly<Record<string, string>>;

const token = /\s*(<=|>=|<>|[()=<>,]|[A-Za-z_:#][\w#:]*)/y;
const read = new Map<string, { test: Test; names: ReadonlySet<string>; values: Set<string> }>();

/** Whether the item as it stands (undefined: there is none) fulfils the condition. */
export function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (condition === undefined || condition.expression === '') return true;
  return parsed(condition).test(item, condition.values ?? {});
}

/** Every placeholder given must be used, as the engine asks; `others` are used elsewhere. */
export function requireUsed(condition: Condition, others: readonly string[]): void {
  const used = condition.expression === '' ? undefined : parsed(condition);
  for (const name of Object.keys(condition.values ?? {})) {
    if (used?.values.has(name) === true || others.includes(name)) continue;
    throw new Error(`the value ${name} is not used in the expression`);
  }
  for (const name of Object.keys(condition.names ?? {})) {
    if (used?.names.has(name) !== true) throw new Error(`the name ${name} is not used`);
  }
}

function parsed({ expression, names = {} }: Condition) {
  const key = `${expression}\n${JSON.stringify(names)}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const reader = new Reader(expression, names);
  const test = reader.either();
  reader.end();
  const made = { test, names: reader.namesUsed, values: reader.valuesUsed };
  read.set(key, made);
  return made;
}

class Reader {
  readonly namesUsed = new Set<string>();
  readonly valuesUsed = new Set<string>();
  private readonly tokens: string[] = [];
  private readonly names: Names;
  private at = 0;

  constructor(expression: string, names: Names) {
    this.names = names;
    token.lastIndex = 0;
    while (token.lastIndex < expression.length) {
      const start = token.lastIndex;
      const found = token.exec(expression)?.[1];
      if (found === undefined) throw new Error(`cannot read ${expression.slice(start)}`);
      this.tokens.push(found);
    }
  }

  end(): void {
    if (this.at < this.tokens.length) throw new Error(`cannot read ${this.tokens[this.at] ?? ''}`);
  }

  either(): Test {
    let test = this.both();
    while (this.takes('OR')) {
      const [left, right] = [test, this.both()];
      test = (item, values) => left(item, values) || right(item, values);
    }
    return test;
  }

  private both(): Test {
    let test = this.one();
    while (this.takes('AND')) {
      const [left, right] = [test, this.one()];
      test = (item, values) => left(item, values) && right(item, values);
    }
    return test;
  }

  private one(): Test {
    if (this.takes('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    const first = this.next();
    if (first === 'attribute_exists' || first === 'attribute_not_exists') {
      this.expect('(');
      const name = this.attribute(this.next());
      this.expect(')');
      const wanted = first === 'attribute_exists';
      return (item) => (item?.[name] !== undefined) === wanted;
    }
    const name = this.attribute(first);
    const operator = this.next();
    const value = this.next();
    if (!value.startsWith(':')) throw new Error(`${value} is no value`);
    this.valuesUsed.add(value);
    return (item, values) => compares(operator, item?.[name], values[value]);
  }

  private attribute(text: string): string {
    if (!text.startsWith('#')) return text;
    const name = this.names[text];
    if (name === undefined) throw new Error(`${text} stands for no attribute`);
    this.namesUsed.add(text);
    return name;
  }

  private next(): string {
    const found = this.tokens[this.at];
    if (found === undefined) throw new Error('the expression ends too early');
    this.at += 1;
    return found;
  }

  private takes(wanted: string): boolean {
    if (this.tokens[this.at] !== wanted) return false;
    this.at += 1;
    return true;
  }

  private expect(wanted: string): void {
    if (!this.takes(wanted)) throw new Error(`${wanted} is missing`);
  }
}

/** Unlike kinds are never equal, and none is before another. */
function compares(operator: string, held: unknown, value: unknown): boolean {
  if (held === undefined) return false;
  if (operator === '=') return held === value;
  if (operator === '<>') return held !== value;
  const order = orderOf(held, value);
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Error(`${operator} is no comparison`);
  }
}

function orderOf(held: unknown, value: unknown): number | undefined {
  if (typeof held === 'number' && typeof value === 'number') return held - value;
  if (typeof held === 'string' && typeof value === 'string') return keyOrder(held, value);
  return undefined;
}

/** By UTF-8 bytes, as keys are sorted: surrogates come after every other code unit. */
export function keyOrder(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = weight(one.charCodeAt(index)) - weight(other.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function weight(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x10000 : unit;
}
