/**
 * Domains whose addresses only pass mail on: a marketplace gives a buyer one for each shop, or each
 * order, so such an address is nobody's name.
 * A list to add to: who is missing is only suggested as somebody's double.
 */
const relayDomains: readonly string[] = [
  'marketplace.amazon.ae',
  'marketplace.amazon.ca',
  'marketplace.amazon.cn',
  'marketplace.amazon.co.jp',
  'marketplace.amazon.co.uk',
  'marketplace.amazon.com',
  'marketplace.amazon.com.au',
  'marketplace.amazon.com.be',
  'marketplace.amazon.com.br',
  'marketplace.amazon.com.mx',
  'marketplace.amazon.com.tr',
  'marketplace.amazon.de',
  'marketplace.amazon.eg',
  'marketplace.amazon.es',
  'marketplace.amazon.fr',
  'marketplace.amazon.ie',
  'marketplace.amazon.in',
  'marketplace.amazon.it',
  'marketplace.amazon.nl',
  'marketplace.amazon.pl',
  'marketplace.amazon.sa',
  'marketplace.amazon.se',
  'marketplace.amazon.sg',
  'members.ebay.com',
  'relay.walmart.com',
  'message.cdiscount.com',
  'notify.mirakl.net',
];

const relays: ReadonlySet<string> = new Set(relayDomains);

/** Whether mail to this address goes by a marketplace: it leads to nobody we could tell apart. */
export function isRelayMail(email: string): boolean {
  const domain = email.trim().toLowerCase().split('@').at(-1) ?? '';
  return relays.has(domain);
}
