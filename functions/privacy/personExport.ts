import type { CustomerFile, TimelineEntry } from '../admin/customers.schema.ts';
import { schemes, type CustomerItem, type Scheme } from '../customers/customer.schema.ts';
import type { Member } from '../customers/family.schema.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { Person } from '../customers/person.ts';
import type { Money } from '../platform/api.schema.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { AccessEntry } from './accessLogStore.ts';
import { filled, wordFor, wordsOf } from './words/wordsOf.ts';

/** All there is about one person, as read. */
export interface ExportParts {
  shop: { domain: string; name: string; currency: string; timeZone: string; locale: string };
  /** Every id the person was known by. */
  ids: readonly string[];
  item: CustomerItem;
  person: Person;
  /** Who shares their address. */
  members: readonly Member[];
  rows: readonly LedgerRow[];
  file: CustomerFile;
  timeline: readonly TimelineEntry[];
  /** Title of a product by its id, where it is known. */
  titles: ReadonlyMap<string, string>;
  seen: readonly AccessEntry[];
  keptDays: { person: number; accessLog: number; exports: number };
  /** Wall time, epoch milliseconds. */
  madeAtMs: number;
}

/**
 * Everything held about a person, for them to read: instants are ISO 8601 in UTC, amounts decimal
 * strings with a currency, ids and keys as they are kept; sentences are in the shop's language.
 */
export function personExport(parts: ExportParts) {
  const { shop, item, person, file } = parts;
  const words = wordsOf(shop.locale);
  return {
    format: 'clientele-person-1',
    madeAt: new Date(parts.madeAtMs).toISOString(),
    shop: { domain: shop.domain, name: shop.name, timeZone: shop.timeZone },
    language: words.lang,
    person: {
      ids: parts.ids,
      ...person,
      birthDate: person.birthDate ?? null,
      fields: person.fields ?? {},
      tags: file.tags,
      knownSince: item.createdAt === null ? null : instantOf(item.createdAt),
      updatedAt: item.updatedAt === null ? null : instantOf(item.updatedAt),
    },
    members: parts.members.map(({ name, birthday }) => ({ name, birthday })),
    consent: (['email', 'sms'] as const).flatMap((channel) => {
      const said = item.consent[channel];
      return said === undefined ? [] : [{ channel, state: said.state, at: instantOf(said.at) }];
    }),
    figures: {
      orders: file.orders,
      netSpent: file.netSpent,
      firstOrderAt: file.firstOrderAt,
      lastOrderAt: file.lastOrderAt,
      usualGapDays: file.usualGapDays,
      averageOrder: file.averageOrder,
      discount: file.discount,
      shopSays: file.shopSays,
      shopGroup: file.shopGroup,
    },
    orders: [...parts.rows].reverse().map((row) => orderOf(row, parts)),
    classes: schemes.flatMap((scheme) => classOf(scheme, parts)),
    classHistory: parts.timeline.flatMap((entry) => historyOf(entry, shop.locale)),
    coupons: file.coupons,
    seenBy: parts.seen.map(({ atMs, userId, seenIn }) => ({
      at: new Date(atMs).toISOString(),
      staff: userId,
      seenIn,
    })),
    foundBy: [words.lookupMail, words.lookupOrder, words.lookupCode],
    sources: [words.sourceShop, words.sourceOurs],
    kept: keptFor(parts),
  };
}
export type PersonExport = ReturnType<typeof personExport>;

function orderOf(row: LedgerRow, { shop, timeline, titles }: ExportParts) {
  const money = (minor: number): Money => moneyOf(minor, shop.currency);
  const shown = timeline.find((entry) => entry.kind === 'order' && entry.orderId === row.orderId);
  return {
    id: row.orderId,
    name: row.name,
    placedAt: instantOf(row.placedAt),
    status: shown?.kind === 'order' ? shown.status : row.payment,
    payment: row.payment,
    total: money(row.totalMinor),
    discount: money(row.discountMinor),
    codes: row.codes,
    channel: row.channel,
    flags: row.flags,
    refunds: row.refunds.map(({ at, minor }) => ({ at: instantOf(at), amount: money(minor) })),
    items: row.lines.map(({ productId, variant, quantity, netMinor }) => ({
      productId,
      title: productId === null ? null : (titles.get(productId) ?? null),
      variant: variant ?? null,
      quantity,
      net: money(netMinor),
    })),
  };
}

function classOf(scheme: Scheme, { file, shop }: ExportParts) {
  const held = file.classes[scheme];
  if (held.value === null) return [];
  const words = wordsOf(shop.locale);
  return [
    {
      scheme,
      value: held.value,
      called: wordFor(words.keys[scheme], held.value),
      since: held.since,
      because: held.because === null ? null : inWords(held.because, shop.locale),
    },
  ];
}

function historyOf(entry: TimelineEntry, locale: string) {
  if (entry.kind !== 'class') return [];
  const { keys } = wordsOf(locale);
  const called = (key: string | null) => (key === null ? null : wordFor(keys[entry.scheme], key));
  const { at, scheme, from, to } = entry;
  return [
    {
      at,
      scheme,
      from,
      to,
      fromCalled: called(from),
      toCalled: called(to),
      because: inWords(entry, locale),
    },
  ];
}

function inWords(
  {
    cause,
    orderName,
  }: { cause: keyof ReturnType<typeof wordsOf>['because']; orderName: string | null },
  locale: string,
): string {
  const { because } = wordsOf(locale);
  if (cause !== 'order' && cause !== 'refund') return because[cause];
  return orderName === null
    ? because[`${cause}Unnamed`]
    : filled(because[cause], { order: orderName });
}

function keptFor({ shop, keptDays }: ExportParts): string[] {
  const words = wordsOf(shop.locale);
  const line = (what: string, days: number) => filled(words.keptDays, { what, days: String(days) });
  return [
    line(words.keptPerson, keptDays.person),
    line(words.keptSeen, keptDays.accessLog),
    line(words.keptExport, keptDays.exports),
    words.keptMoney,
  ];
}
