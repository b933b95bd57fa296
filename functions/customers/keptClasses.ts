import { causes, schemes, type CustomerItem, type HeldClass } from './customer.schema.ts';

type Classes = CustomerItem['classes'];

/** Since, cause, order; then scheme, value and the value before of each class they brought. */
type Kept = (string | number | null)[];

const headLength = 3;
const partLength = 3;

/**
 * Classes as the table keeps them: those that one event brought share its instant, cause and
 * order, and schemes and causes are numbers by their place, because a write is paid for by the
 * kilobyte. Eight schemes take no more so than four did by name.
 */
export function keptClasses(classes: Classes): Kept[] {
  const groups = new Map<string, Kept>();
  for (const [at, scheme] of schemes.entries()) {
    const held = classes[scheme];
    if (held === undefined) continue;
    const { value, since, cause, from, orderId } = held;
    const event = JSON.stringify([since, cause, orderId]);
    const group = groups.get(event) ?? [since, causes.indexOf(cause), orderId];
    group.push(at, value, from);
    groups.set(event, group);
  }
  return [...groups.values()];
}

/** Reads what `keptClasses` keeps, and the named form of earlier versions; null: neither. */
export function readClasses(kept: unknown): Classes | null {
  if (kept === undefined || kept === null) return {};
  if (!Array.isArray(kept)) return readNamed(kept);
  const classes: Classes = {};
  for (const group of kept) {
    if (!isList(group) || (group.length - headLength) % partLength !== 0) return null;
    const [since, cause, orderId] = group;
    for (let at = headLength; at < group.length; at += partLength) {
      const [scheme, value, from] = [group[at], group[at + 1], group[at + 2]];
      const held = heldOf([value, since, cause, from, orderId]);
      const name = typeof scheme === 'number' ? schemes[scheme] : undefined;
      if (held === null || name === undefined) return null;
      classes[name] = held;
    }
  }
  return classes;
}

function readNamed(kept: unknown): Classes | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const classes: Classes = {};
  for (const [name, parts] of Object.entries(kept)) {
    const scheme = schemes.find((one) => one === name);
    const held = isList(parts) ? heldOf(parts) : null;
    if (scheme === undefined || held === null) return null;
    classes[scheme] = held;
  }
  return classes;
}

function heldOf(parts: readonly unknown[]): HeldClass | null {
  const [value, since, cause, from, orderId] = parts;
  if (parts.length !== 5 || typeof value !== 'string' || !isWhole(since) || !isWhole(cause)) {
    return null;
  }
  const known = causes[cause];
  if (known === undefined || !isText(from) || !isText(orderId)) return null;
  return { value, since, cause: known, from, orderId };
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
