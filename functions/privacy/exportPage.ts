import type { Money } from '../platform/api.schema.ts';
import type { PersonExport } from './personExport.ts';
import { filled, wordFor, wordsOf } from './words/wordsOf.ts';

type Cell = string | number | null;

/** The export as one page to read and print: no script, nothing loaded from elsewhere. */
export function exportPage(data: PersonExport): string {
  const words = wordsOf(data.language);
  const shown = formats(data);
  const { person, figures } = data;
  const address = [
    person.address1,
    person.address2,
    person.zip,
    person.city,
    person.province,
    person.countryCode,
  ].filter((part) => part !== null && part !== '');
  const sections = [
    facts(words.person, [
      [words.ids, person.ids.join(', ')],
      [words.lastName, person.lastName],
      [words.firstName, person.firstName],
      [words.email, person.email],
      [words.phone, person.phone],
      [words.address, address.length === 0 ? null : address.join(', ')],
      [words.birthDate, person.birthDate],
      ...Object.entries(person.fields).map(([field, values]): [string, string] => [
        `${words.fields}: ${field}`,
        values.join(', '),
      ]),
      [words.tags, person.tags.length === 0 ? null : person.tags.join(', ')],
      [words.knownSince, shown.date(person.knownSince)],
    ]),
    table(
      words.members,
      [words.firstName, words.birthday],
      data.members.map(({ name, birthday }) => [
        name,
        birthday === null ? null : `${String(birthday.month)}-${String(birthday.day)}`,
      ]),
      words.none,
    ),
    table(
      words.consent,
      [words.consent, words.state, words.date],
      data.consent.map(({ channel, state, at }) => [
        channel === 'email' ? words.consentEmail : words.consentSms,
        words.consentState[state],
        shown.date(at),
      ]),
      words.none,
    ),
    facts(words.figures, [
      [words.ordersCount, figures.orders],
      [words.netSpent, shown.money(figures.netSpent)],
      [words.firstOrder, shown.date(figures.firstOrderAt)],
      [words.lastOrder, shown.date(figures.lastOrderAt)],
      [words.averageOrder, shown.money(figures.averageOrder)],
      [words.usualGap, figures.usualGapDays],
      [words.discount, shown.money(figures.discount)],
      [
        words.shopGroup,
        figures.shopGroup === null ? null : wordFor(words.keys.segment, figures.shopGroup),
      ],
    ]),
    table(
      words.orders,
      [
        words.order,
        words.date,
        words.status,
        words.items,
        words.total,
        words.discount,
        words.refunds,
        words.code,
      ],
      data.orders.map((order) => [
        order.name ?? order.id,
        shown.date(order.placedAt),
        wordFor(words.orderStatus, order.status),
        order.items
          .map(
            ({ title, productId, variant, quantity }) =>
              `${String(quantity)} × ${[title ?? productId ?? '–', variant ?? []].flat().join(', ')}`,
          )
          .join('\n'),
        shown.money(order.total),
        shown.money(order.discount),
        order.refunds
          .map(({ at, amount }) => `${shown.date(at) ?? ''} ${shown.money(amount) ?? ''}`)
          .join('\n'),
        order.codes.join(', '),
      ]),
      words.none,
    ),
    table(
      words.classes,
      [words.scheme, words.group, words.since, words.why],
      data.classes.map(({ scheme, called, since, because }) => [
        words.schemes[scheme],
        called,
        shown.date(since),
        because,
      ]),
      words.none,
    ),
    table(
      words.history,
      [words.date, words.scheme, words.before, words.after, words.why],
      data.classHistory.map(({ at, scheme, fromCalled, toCalled, because }) => [
        shown.date(at),
        words.schemes[scheme],
        fromCalled,
        toCalled,
        because,
      ]),
      words.none,
    ),
    table(
      words.coupons,
      [words.code, words.rule, words.worth, words.state, words.date, words.expires],
      data.coupons.map((coupon) => [
        coupon.code,
        coupon.ruleName,
        coupon.offer.kind === 'percentage'
          ? `${String(coupon.offer.percent)} %`
          : shown.money(coupon.offer.amount),
        words.couponState[coupon.state],
        shown.date(coupon.issuedAt),
        shown.date(coupon.expiresAt),
      ]),
      words.none,
    ),
    table(
      words.seen,
      [words.date, words.staff, words.where],
      data.seenBy.map(({ at, staff, seenIn }) => [shown.date(at), staff, words.seenIn[seenIn]]),
      words.none,
    ),
    list(words.lookups, data.foundBy),
    list(words.sources, data.sources),
    list(words.kept, data.kept),
  ];
  const { name } = data.shop;
  const title = filled(words.title, { shop: name });
  const intro = filled(words.intro, { shop: name, date: shown.date(data.madeAt) ?? '' });
  return [
    '<!doctype html>',
    `<html lang="${escaped(words.lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(title)}</title><style>${style}</style></head><body>`,
    `<header><h1>${escaped(title)}</h1><p>${escaped(intro)}</p></header>`,
    `<main>${sections.join('')}</main></body></html>`,
  ].join('\n');
}

function formats({ language, shop }: PersonExport) {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: shop.timeZone });
  return {
    date: (instant: string | null) => (instant === null ? null : days.format(new Date(instant))),
    money: (money: Money | null) => {
      if (money === null) return null;
      const { amount, currency } = money;
      const digits = amount.split('.')[1]?.length ?? 0;
      const format = new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return format.format(Number(amount));
    },
  };
}

function facts(title: string, rows: readonly (readonly [string, Cell])[]): string {
  const shown = rows.filter(([, value]) => value !== null && value !== '');
  const lines = shown.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${cell(value)}</dd>`);
  return `<section><h2>${escaped(title)}</h2><dl>${lines.join('')}</dl></section>`;
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  none: string,
): string {
  if (rows.length === 0) {
    return `<section><h2>${escaped(title)}</h2><p>${escaped(none)}</p></section>`;
  }
  const headings = head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((value) => `<td>${cell(value)}</td>`).join('')}</tr>`)
    .join('');
  return `<section><h2>${escaped(title)}</h2><div class="wide" tabindex="0"><table><thead><tr>${headings}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

function list(title: string, lines: readonly string[]): string {
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  return `<section><h2>${escaped(title)}</h2><ul>${items}</ul></section>`;
}

function cell(value: Cell): string {
  return value === null ? '–' : escaped(String(value)).replaceAll('\n', '<br>');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}

const style = `
body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif;color:#1a1c1d;background:#fff;margin:0 auto;padding:2rem 1.25rem;max-width:60rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.05rem;margin:0 0 .5rem}
section{margin-top:1.75rem;padding-top:1rem;border-top:1px solid #d9dcde;break-inside:avoid-page}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;margin:0}dt{color:#5a6065}dd{margin:0;overflow-wrap:anywhere}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #eceeef}
th{color:#5a6065;font-weight:600;white-space:nowrap}td{font-variant-numeric:tabular-nums}ul{margin:0;padding-left:1.2rem}
@media print{body{padding:0;max-width:none;font-size:11px}.wide{overflow:visible}section{break-inside:auto}tr{break-inside:avoid}}
`.replaceAll('\n', '');
