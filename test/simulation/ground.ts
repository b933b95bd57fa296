import { openRuleStore } from '../../functions/coupons/ruleStore.ts';
import type { Rule } from '../../functions/coupons/rule.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { writeRun } from '../../functions/segments/store.ts';
import { sealTokens } from '../../functions/shops/sealedTokens.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { noTotals } from '../segments/noTotals.ts';
import { currency } from './order.ts';
import { shopDomain } from './shop.ts';
import type { Storm } from './storm.ts';
import { timeZone, vault } from './works.ts';

const daySeconds = 86_400;
const budgetMinor = 1_000_000;
const offerMinor = 500;

/** An installed shop whose customers were placed once, with a rule for each kind of trigger. */
export async function layGround({ ground }: Storm): Promise<void> {
  const { clock, memory } = ground;
  const now = Math.floor(clock.businessMs() / 1000);
  const expiresAtMs = clock.wallMs() + 1000 * daySeconds * 1000;
  const pair = {
    accessToken: 'a',
    refreshToken: 'r',
    expiresAtMs,
    refreshExpiresAtMs: expiresAtMs,
  };
  await openShopStore(memory).write({
    shop: shopDomain,
    name: 'Tea',
    currency,
    timeZone,
    locale: 'en',
    installedAtMs: clock.wallMs() - 1000 * daySeconds,
    uninstalledAtMs: null,
    scopes: [],
    token: sealTokens(vault, shopDomain, pair),
    rev: 0,
  });
  await writeRun(memory, shopDomain, {
    rev: 0,
    version: 'v1',
    basis: {
      cutoffs: cutoffsAt(now),
      settings: defaultSettings,
      today: Math.floor(now / daySeconds),
    },
    previous: null,
    writing: false,
    totals: noTotals,
  });
  const rules = openRuleStore(memory);
  await rules.write(shopDomain, rule('large', 'large-order', now));
  await rules.write(shopDomain, rule('wake', 'wake-up', now));
}

function rule(ruleId: string, trigger: Rule['trigger'], now: number): Rule {
  return {
    ruleId,
    rev: 0,
    version: 1,
    state: 'active',
    name: ruleId,
    trigger,
    who: '',
    offer: { kind: 'amount', minor: offerMinor },
    currency,
    minimumMinor: null,
    expiryDays: 30,
    budgetMinor,
    budgetCount: null,
    deadlineDays: null,
    codePrefix: '',
    createdAt: now,
    activatedAt: now - daySeconds,
    waiting: { count: 0, requestedAt: null, sentAt: now },
    keptBack: 0,
  };
}

const cutoffsAt = (now: number): Cutoffs => ({
  asOf: now - daySeconds,
  ranked: 10,
  method: 'fixed',
  recencyAbove: [30, 90, 180, 365],
  frequencyAbove: [1, 2, 3, 5],
  monetaryAbove: [1_500, 3_000, 20_000, 60_000],
  medianOrderMinor: 1_500,
  abcA: 50_000,
  abcB: 2_000,
  lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' },
  rhythm: { gaps: 0, historyDays: 0 },
  quadrant: { valueFrom: 10_000, daysFrom: 2 },
  largeOrderMinor: 50_000,
});
