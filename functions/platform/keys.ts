/** Keys of the one table (docs/data-model.md). Every key starts with the shop; ids are strings. */
export interface Key {
  pk: string;
  sk: string;
}

/** Buckets per shop and item kind; it trades parallel reads for queries a recompute must make. */
export const bucketCount = 64;

/** FNV-1a over UTF-8, so that a bucket is the same in every language and process. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0) % bucketCount;
}

/** The kinds of item that are spread over buckets; whoever forgets a shop goes through them all. */
export const bucketKinds = ['P', 'O', 'T', 'D', 'K', 'N', 'W'] as const;
export type BucketKind = (typeof bucketKinds)[number];

export function bucketPk(shop: string, kind: BucketKind, bucket: number): string {
  return `S#${shop}#${kind}#${String(bucket)}`;
}

function inBucketOf(shop: string, kind: BucketKind, id: string, sk: string): Key {
  return { pk: bucketPk(shop, kind, bucketOf(id)), sk };
}

/** What the sort keys of a customer's ledger chunks begin with. */
export function chunkPrefix(customerId: string): string {
  return `C#${customerId}#L#`;
}

export const keys = {
  shop: (shop: string): Key => ({ pk: `S#${shop}`, sk: 'META' }),
  settings: (shop: string): Key => ({ pk: `S#${shop}`, sk: 'SETTINGS' }),
  cutoffs: (shop: string): Key => ({ pk: `S#${shop}`, sk: 'CUTOFFS' }),
  rule: (shop: string, ruleId: string): Key => ({ pk: `S#${shop}`, sk: `RULE#${ruleId}` }),
  segment: (shop: string, segmentId: string): Key => ({
    pk: `S#${shop}`,
    sk: `SEG#${segmentId}`,
  }),
  /** What a segment was at one of its edits; the version is padded so that it sorts. */
  segmentVersion: (shop: string, segmentId: string, version: string): Key => ({
    pk: `S#${shop}`,
    sk: `SEGV#${segmentId}#${version}`,
  }),
  /** How many a segment had, day by day. */
  segmentSize: (shop: string, segmentId: string): Key => ({
    pk: `S#${shop}`,
    sk: `SIZE#${segmentId}`,
  }),
  /** How many a query found when that was last right, by the hash of its text. */
  queryGuard: (shop: string, queryHash: string): Key => ({
    pk: `S#${shop}`,
    sk: `GUARD#${queryHash}`,
  }),
  job: (shop: string, jobId: string): Key => ({ pk: `S#${shop}`, sk: `JOB#${jobId}` }),
  /** Held by one process at a time, for a stated while. */
  lease: (shop: string, name: string): Key => ({ pk: `S#${shop}`, sk: `LEASE#${name}` }),
  report: (shop: string, reportId: string): Key => ({ pk: `S#${shop}`, sk: `REPORT#${reportId}` }),
  product: (shop: string, productId: string): Key => ({ pk: `S#${shop}`, sk: `PROD#${productId}` }),
  budget: (shop: string, ruleId: string, period: string): Key => ({
    pk: `S#${shop}`,
    sk: `BUD#${ruleId}#${period}`,
  }),
  customer: (shop: string, customerId: string): Key =>
    inBucketOf(shop, 'P', customerId, `C#${customerId}`),
  /** A chunk of older ledger rows, by the order that closes it. */
  chunk: (shop: string, customerId: string, orderId: string): Key =>
    inBucketOf(shop, 'P', customerId, `${chunkPrefix(customerId)}${orderId}`),
  pointer: (shop: string, orderId: string): Key => inBucketOf(shop, 'O', orderId, `O#${orderId}`),
  timeline: (shop: string, customerId: string, instant: string, id: string): Key =>
    inBucketOf(shop, 'T', customerId, `C#${customerId}#${instant}#${id}`),
  dueMark: (shop: string, customerId: string, id: string): Key =>
    inBucketOf(shop, 'D', customerId, `D#${id}`),
  coupon: (shop: string, customerId: string, ruleId: string, occasion: string): Key =>
    inBucketOf(shop, 'K', customerId, `K#${customerId}#${ruleId}#${occasion}`),
  codeLookup: (shop: string, code: string): Key => inBucketOf(shop, 'N', code, `CODE#${code}`),
  nameLookup: (shop: string, orderName: string): Key =>
    inBucketOf(shop, 'N', orderName, `NAME#${orderName}`),
  mailLookup: (shop: string, keyedHash: string): Key =>
    inBucketOf(shop, 'N', keyedHash, `MAIL#${keyedHash}`),
  /** That whoever had this e-mail address was erased. */
  goneMail: (shop: string, keyedHash: string): Key =>
    inBucketOf(shop, 'N', keyedHash, `GONE#${keyedHash}`),
  /** One of the customers with this phone or address: several may have one. */
  likeness: (shop: string, keyedHash: string, customerId: string): Key =>
    inBucketOf(shop, 'N', keyedHash, `LIKE#${keyedHash}#${customerId}`),
  /** The newest erasure the table has seen done. */
  redactionMark: (shop: string): Key => ({ pk: `S#${shop}`, sk: 'REDACTIONS' }),
  audit: (shop: string, instant: string, id: string): Key => ({
    pk: `S#${shop}`,
    sk: `AUDIT#${instant}#${id}`,
  }),
  /** A message that could not be worked on; the id begins with the instant it was sent. */
  deadLetter: (shop: string, letterId: string): Key => ({
    pk: `S#${shop}`,
    sk: `DEAD#${letterId}`,
  }),
  /** Another shop of the merchant whose orders enter the same files. */
  source: (shop: string, name: string): Key => ({ pk: `S#${shop}`, sk: `SOURCE#${name}` }),
  /** Who saw which customers, by the hour in which they first did. */
  access: (shop: string, hour: string, id: string): Key => ({
    pk: `S#${shop}`,
    sk: `SEEN#${hour}#${id}`,
  }),
  /** The answer once given to a POST under this key of the caller's. */
  answer: (shop: string, keyHash: string): Key => ({ pk: `S#${shop}`, sk: `IDEM#${keyHash}` }),
} as const;

/** Keys of the sparse indexes; a sort key is padded so that it sorts as time does. */
export const indexKeys = {
  /** Every installed shop, in the index of due work: what the scheduler goes round. */
  installedShops: (): string => 'SHOPS',
  /** Coupons to send again: sorted by wall time (ms) of the lease's end. */
  couponsToSend: (shop: string): string => `S#${shop}#SEND`,
  /** Coupons to close: sorted by business time (s). */
  couponsToClose: (shop: string): string => `S#${shop}#CLOSE`,
  couponsOf: (shop: string, ruleId: string, state: string): string =>
    `S#${shop}#RULE#${ruleId}#${state}`,
  at: (instant: number, id: string): string =>
    `${String(instant).padStart(instantDigits, '0')}#${id}`,
} as const;

/** Fifteen digits hold milliseconds for 30,000 years. */
const instantDigits = 15;
