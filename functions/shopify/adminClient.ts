import { z } from 'zod';
import { apiVersion } from './apiVersion.ts';
import { ShopifyFault, type ShopifyFaultKind } from './fault.ts';
import { createPacer } from './pacing.ts';

/** The shop's Admin API: the only way anything here talks to Shopify. */
export interface ShopifyAdmin {
  /**
   * Runs one document and answers its `data`, parsed. Throttling, refusals under load and lost
   * answers are waited out and tried again; a mutation only where Shopify certainly did not run it.
   * An answer with errors beside its data is a failure, because half of it may be missing unseen;
   * with `withheld: 'null'` what the shop does not let us see (ACCESS_DENIED) is the null it came as.
   * @throws ShopifyFault with what is known about whether it was done
   */
  graphql<T>(
    shop: string,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
    options?: { withheld?: 'refused' | 'null' },
  ): Promise<T>;
}

/** The access token of each shop. */
export interface AccessTokens {
  current(shop: string): Promise<string>;
  /** Another token, because Shopify no longer takes this one. */
  renew(shop: string, refused: string): Promise<string>;
}

export interface ShopifyAdminDeps {
  /** Where a shop is reached: `https://<shop>` when deployed. */
  shopUrl: (shop: string) => string;
  tokens: AccessTokens;
  fetch: typeof globalThis.fetch;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  wait: (ms: number) => Promise<void>;
  /** Uniform in [0, 1): spreads retries. */
  random: () => number;
}

const answerTimeoutMs = 15_000;
const attempts = 6;
const firstRetryMs = 250;
const longestWaitMs = 30_000;
/** Points assumed for a document that has not run yet; its own figure is used from then on. */
const unknownCost = 50;

const answerSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          throttleStatus: z.object({
            maximumAvailable: z.number(),
            currentlyAvailable: z.number(),
            restoreRate: z.number().positive(),
          }),
        })
        .optional(),
    })
    .optional(),
});
/** What one try came to; `afterMs`: Shopify's own word on when to try again. */
type Attempt =
  | { outcome: 'answered'; data: unknown }
  | { outcome: 'failed'; fault: ShopifyFault; afterMs: number };

export function createShopifyAdmin(deps: ShopifyAdminDeps): ShopifyAdmin {
  const pacer = createPacer();
  const costs = new Map<string, number>();

  /** Status and text, or nothing where the connection or its time-out took them. */
  async function posted(shop: string, token: string, body: string) {
    try {
      const url = `${deps.shopUrl(shop)}/admin/api/${apiVersion}/graphql.json`;
      const response = await deps.fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body,
        signal: AbortSignal.timeout(answerTimeoutMs),
      });
      const afterMs = retryAfterMs(response.headers.get('Retry-After'), deps.nowMs()) ?? 0;
      return { status: response.status, afterMs, text: await response.text() };
    } catch {
      return undefined;
    }
  }

  async function attempt(
    shop: string,
    token: string,
    document: string,
    body: string,
    withheld: 'refused' | 'null',
  ): Promise<Attempt> {
    const operation = operationName(document);
    const failed = (
      kind: ShopifyFaultKind,
      details: ConstructorParameters<typeof ShopifyFault>[2],
      afterMs = 0,
    ): Attempt => ({
      outcome: 'failed',
      fault: new ShopifyFault(kind, operation, details),
      afterMs,
    });

    const response = await posted(shop, token, body);
    if (response === undefined) return failed('unknown', {});
    const { status, afterMs, text } = response;
    if (status !== 200) return failed(kindOf(status), { status }, afterMs);
    const answer = answerSchema.safeParse(parsedJson(text));
    if (!answer.success) return failed('unknown', { status });

    const { data, errors = [], extensions } = answer.data;
    if (extensions?.cost !== undefined) {
      costs.set(document, extensions.cost.requestedQueryCost);
      pacer.observe(shop, extensions.cost.throttleStatus, deps.nowMs());
    }
    if (errors.length === 0) return { outcome: 'answered', data };
    const codes = errors.map((error) => error.extensions?.code ?? 'ERROR');
    const onlyWithheld = codes.every((code) => code === 'ACCESS_DENIED');
    if (withheld === 'null' && onlyWithheld && data !== null && data !== undefined) {
      return { outcome: 'answered', data };
    }
    const reasons = errors.map((error) => error.message);
    return failed(kindOfCodes(codes), { codes, reasons });
  }

  return {
    async graphql(shop, document, variables, schema, { withheld = 'refused' } = {}) {
      const body = JSON.stringify({ query: document, variables });
      let token = await deps.tokens.current(shop);
      let renewed = false;
      let pauseMs = 0;

      for (let tried = 1; ; tried += 1) {
        const paceMs = pacer.reserve(shop, costs.get(document) ?? unknownCost, deps.nowMs());
        if (pauseMs + paceMs > 0) await deps.wait(Math.max(pauseMs, paceMs));
        const result = await attempt(shop, token, document, body, withheld);
        if (result.outcome === 'answered') {
          return parsedData(schema, result.data, operationName(document));
        }
        if (result.fault.kind === 'unauthenticated' && !renewed) {
          renewed = true;
          pauseMs = 0;
          token = await deps.tokens.renew(shop, token);
          continue;
        }
        if (tried >= attempts || !mayRepeat(result.fault, document)) throw result.fault;
        const backoffMs = firstRetryMs * 2 ** (tried - 1) * (0.5 + deps.random());
        pauseMs = Math.min(longestWaitMs, Math.max(backoffMs, result.afterMs));
      }
    },
  };
}

function kindOf(status: number): ShopifyFaultKind {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'busy';
  return status >= 500 ? 'unknown' : 'refused';
}

/** Codes with which Shopify says that it broke while it was at it. */
const broken: readonly string[] = ['INTERNAL_SERVER_ERROR', 'TIMEOUT'];

function kindOfCodes(codes: readonly string[]): ShopifyFaultKind {
  if (codes.includes('THROTTLED')) return 'busy';
  return codes.some((code) => broken.includes(code)) ? 'unknown' : 'refused';
}

/** A lost answer may have been a deed done: only a query is asked again then. */
function mayRepeat(fault: ShopifyFault, document: string): boolean {
  return fault.kind === 'busy' || (fault.kind === 'unknown' && !isMutation(document));
}

function parsedData<T>(schema: z.ZodType<T>, data: unknown, operation: string): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`);
  throw new ShopifyFault('malformed', operation, { codes: paths.slice(0, 5) });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMutation(document: string): boolean {
  return /^\s*mutation\b/m.test(document);
}

function operationName(document: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? 'a document without a name';
}

/** `Retry-After` counts in seconds, fractions included, or names an instant. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
