import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { readJsonBody, readQuery } from '../platform/requestBody.ts';
import { acceptInputSchema } from '../segments/segments.schema.ts';
import {
  type CouponView,
  type Preview,
  type RuleInput,
  ruleInputSchema,
} from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import { couponQuerySchema, deliverCoupon, listCoupons } from './listCoupons.ts';
import {
  acceptGrowth,
  activateRule,
  type By,
  createRule,
  editRule,
  listRules,
  pauseRule,
  sendToWaiting,
  showRule,
} from './manageRules.ts';
import { previewInput, previewKept } from './previewRule.ts';
import { showResults } from './results.ts';

const keyHeader = 'Idempotency-Key';

/** `/api/coupon-rules…` and `/api/coupons…` */
export function couponRoutes(desk: Desk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/coupon-rules', async (c) => c.json({ rules: await listRules(c.get('shop'), desk) }));
  app.post('/coupon-rules', (c) =>
    once(c, async () => createRule(byOf(c), ruleIdOf(c), await inputOf(c), desk)),
  );
  app.post('/coupon-rules/preview', async (c) =>
    previewed(c, await previewInput(c.get('shop'), await inputOf(c), desk)),
  );
  app.get('/coupon-rules/:id', async (c) =>
    c.json(await showRule(c.get('shop'), c.req.param('id'), desk)),
  );
  app.put('/coupon-rules/:id', async (c) =>
    c.json(await editRule(byOf(c), c.req.param('id'), await inputOf(c), desk)),
  );
  app.post('/coupon-rules/:id/preview', async (c) => {
    const hasBody = (await c.req.text()) !== '';
    const input = hasBody ? await inputOf(c) : null;
    return previewed(c, await previewKept(c.get('shop'), c.req.param('id'), input, desk));
  });
  app.post('/coupon-rules/:id/activate', (c) =>
    once(c, () => activateRule(byOf(c), c.req.param('id'), desk)),
  );
  app.post('/coupon-rules/:id/pause', (c) =>
    once(c, () => pauseRule(byOf(c), c.req.param('id'), desk)),
  );
  app.post('/coupon-rules/:id/accept', (c) =>
    once(c, async () => {
      const { count } = await readJsonBody(c, acceptInputSchema);
      return acceptGrowth(byOf(c), c.req.param('id'), count, desk);
    }),
  );
  app.post('/coupon-rules/:id/send-waiting', (c) =>
    once(c, () => sendToWaiting(byOf(c), c.req.param('id'), desk)),
  );
  app.get('/coupon-rules/:id/results', async (c) =>
    c.json(await showResults(c.get('shop'), c.req.param('id'), desk)),
  );

  app.get('/coupons', async (c) =>
    listed(c, await listCoupons(c.get('shop'), readQuery(c, couponQuerySchema), desk)),
  );
  app.post('/coupons/:id/delivered', (c) =>
    once(c, async () => {
      const coupon = await deliverCoupon(byOf(c), c.req.param('id'), desk);
      sawNames(c, [coupon]);
      return coupon;
    }),
  );

  /** Answers a POST; one that names itself by a key is done once and answered the same again. */
  async function once(c: Context<HttpEnv>, work: () => Promise<unknown>): Promise<Response> {
    const key = c.req.header(keyHeader);
    if (key === undefined) return c.json(await work());
    const request = {
      shop: c.get('shop'),
      scope: `${c.req.method} ${c.req.path}`,
      key,
      body: await c.req.text(),
    };
    const wallMs = () => desk.clock.wallMs();
    const answer = await answerOnce(desk, request, wallMs, async () =>
      JSON.stringify(await work()),
    );
    return c.body(answer, 200, { 'Content-Type': 'application/json' });
  }

  /** A named request names its rule: made again after a crash, it is the same rule. */
  function ruleIdOf(c: Context<HttpEnv>): string {
    const key = c.req.header(keyHeader);
    if (key === undefined) return randomUUID();
    const digest = desk.vault.keyed(c.get('shop'), 'rule', key);
    return Buffer.from(digest).subarray(0, 12).toString('hex');
  }

  return app;
}

function previewed(c: Context<HttpEnv>, preview: Preview): Response {
  const named = preview.sample.filter(({ name }) => name !== null);
  c.get('saw')?.(
    'preview',
    named.map(({ id }) => id),
  );
  return c.json(preview);
}

function listed(c: Context<HttpEnv>, list: Awaited<ReturnType<typeof listCoupons>>): Response {
  sawNames(c, list.coupons);
  return c.json(list);
}

function sawNames(c: Context<HttpEnv>, coupons: readonly CouponView[]): void {
  const named = coupons.filter(({ customerName }) => customerName !== null);
  c.get('saw')?.('coupons', [...new Set(named.map(({ customerId }) => customerId))]);
}

function byOf(c: Context<HttpEnv>): By {
  return { shop: c.get('shop'), userId: c.get('userId') };
}

function inputOf(c: Context<HttpEnv>): Promise<RuleInput> {
  return readJsonBody(c, ruleInputSchema);
}
