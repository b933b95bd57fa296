import { z } from 'zod';
import { apiVersion } from './apiVersion.ts';
import { ShopifyFault } from './fault.ts';
import { createPacer } from './pacing.ts';

/** The shop's Admin API: the only way anything here talks to Shopify. */
export interface ShopifyAdmin {
  /**
   * Runs one document and answers its `data`, parsed. Throttling, refusals under load and lost
   * answers are waited out and tried again; a mutation only where Shopify certainly did not run it.
   * @throws ShopifyFault with what is known about whether it was done
   */
  graphql<T>(
    shop: string,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
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
type Answer = z.infer<typeof answerSchema>;

/** What one try came to. `afterMs`: Shopify's own word on when to try again. */
type Attempt =
  | { outcome: 'answered'; answer: Answer }
  | { outcome: 'expired' }
  | { outcome: 'busy'; afterMs: number | null; status: number }
  | { outcome: 'lost'; status?: number }
  | { outcome: 'refused'; status: number };

export function createShopifyAdmin(deps: ShopifyAdminDeps): ShopifyAdmin {
  const pacer = createPacer();
  const costs = new Map<string, number>();

  async function attempt(shop: string, token: string, body: string): Promise<Attempt> {
    let response: Response;
    let text: string;
    try {
      response = await deps.fetch(`${deps.shopUrl(shop)}/admin/api/${apiVersion}/graphql.json`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body,
        signal: AbortSignal.timeout(answerTimeoutMs),
      });
      text = await response.text();
    } catch {
      return { outcome: 'lost' };
    }
    const { status } = response;
    if (status === 401) return { outcome: 'expired' };
    if (status === 429) {
      const afterMs = retryAfterMs(response.headers.get('Retry-After'), deps.nowMs());
      return { outcome: 'busy', afterMs, status };
    }
    if (status >= 500) return { outcome: 'lost', status };
    if (!response.ok) return { outcome: 'refused', status };
    const answer = answerSchema.safeParse(parsedJson(text));
    return answer.success
      ? { outcome: 'answered', answer: answer.data }
      : { outcome: 'lost', status };
  }

  return {
    async graphql(shop, document, variables, schema) {
      const operation = operationName(document);
      const repeatable = !isMutation(document);
      const body = JSON.stringify({ query: document, variables });
      let token = await deps.tokens.current(shop);
      let renewed = false;
      let pauseMs = 0;

      for (let tried = 1; ; tried += 1) {
        const paceMs = pacer.reserve(shop, costs.get(document) ?? unknownCost, deps.nowMs());
        if (pauseMs + paceMs > 0) await deps.wait(Math.max(pauseMs, paceMs));
        const result = await attempt(shop, token, body);
        const backoffMs = firstRetryMs * 2 ** (tried - 1) * (0.5 + deps.random());
        pauseMs = Math.min(longestWaitMs, backoffMs);

        switch (result.outcome) {
          case 'answered': {
            const { answer } = result;
            const cost = answer.extensions?.cost;
            if (cost !== undefined) {
              costs.set(document, cost.requestedQueryCost);
              pacer.observe(shop, cost.throttleStatus, deps.nowMs());
            }
            const codes = (answer.errors ?? []).map((error) => error.extensions?.code ?? 'ERROR');
            if (codes.length === 0) return parsedData(schema, answer.data, operation);
            if (!codes.includes('THROTTLED')) {
              const reasons = (answer.errors ?? []).map((error) => error.message);
              throw new ShopifyFault('refused', operation, { codes, reasons });
            }
            if (tried === attempts) throw new ShopifyFault('busy', operation, { codes });
            break;
          }
          case 'expired':
            if (renewed) throw new ShopifyFault('unauthenticated', operation, { status: 401 });
            renewed = true;
            pauseMs = 0;
            token = await deps.tokens.renew(shop, token);
            break;
          case 'busy':
            if (tried === attempts) {
              throw new ShopifyFault('busy', operation, { status: result.status });
            }
            pauseMs = Math.min(longestWaitMs, Math.max(pauseMs, result.afterMs ?? 0));
            break;
          case 'lost':
            if (!repeatable || tried === attempts) {
              throw new ShopifyFault(
                'unknown',
                operation,
                result.status === undefined ? {} : { status: result.status },
              );
            }
            break;
          case 'refused':
            throw new ShopifyFault('refused', operation, { status: result.status });
        }
      }
    },
  };
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
