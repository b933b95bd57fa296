import { Hono } from 'hono';
import { fieldsToRead } from '../customers/merchantFields.schema.ts';
import type { Job } from '../intake/job.schema.ts';
import { auditWrite, changedFields } from '../platform/auditLog.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import type { Queue } from '../platform/queue.ts';
import { Refusal } from '../platform/refusal.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import type { Histories } from '../segments/histories.ts';
import { refuseStandards } from '../segments/standards.ts';
import { settingsSchema, type Settings } from '../shops/settings.schema.ts';
import { refuseContradictions } from '../shops/settingsRules.ts';
import type { ShopStore } from '../shops/store.ts';
import { settingsPreviewView } from './settingsPreviewView.ts';

export interface SettingsDeps {
  shops: ShopStore;
  jobs: Queue;
  histories: Histories;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** `/api/settings`: a change has the classes computed again; it sends nothing to anyone. */
export function settingsRoutes(deps: SettingsDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/settings', async (c) =>
    c.json((await deps.shops.readSettings(c.get('shop'))).settings),
  );
  app.put('/settings', async (c) => {
    const shop = c.get('shop');
    const settings = await readJsonBody(c, settingsSchema);
    refuseContradictions(settings);
    refuseStandards(settings.standards, settings.merchantFields.picked);
    const before = await deps.shops.readSettings(shop);
    const fields = settingsSchema.keyof().options;
    const audit = auditWrite(
      shop,
      {
        atMs: deps.nowMs(),
        userId: c.get('userId'),
        action: 'settings.edit',
        subject: 'settings',
        changes: changedFields(before.settings, settings, fields),
      },
      before.rev + 1,
    );
    if ((await deps.shops.writeSettings(shop, settings, before.rev, [audit])) === 'stale') {
      throw new Refusal('conflict', 'The settings were changed meanwhile: reload and try again.');
    }
    const job: Job = { job: 'recompute', shop, reason: 'setting' };
    await deps.jobs.send(JSON.stringify(job), { group: job.shop });
    const fieldsOf = ({ merchantFields }: Settings) => fieldsToRead(merchantFields).join(' ');
    if (fieldsOf(settings) !== fieldsOf(before.settings)) {
      const reading: Job = { job: 'reconcile', shop };
      await deps.jobs.send(JSON.stringify(reading), { group: shop });
    }
    return c.json(settings);
  });
  app.post('/settings/preview', async (c) => {
    const shop = c.get('shop');
    const proposed = await readJsonBody(c, settingsSchema);
    refuseContradictions(proposed);
    refuseStandards(proposed.standards, proposed.merchantFields.picked);
    const [history, { settings }] = await Promise.all([
      deps.histories.open(shop),
      deps.shops.readSettings(shop),
    ]);
    return c.json(settingsPreviewView(history, proposed, settings));
  });
  return app;
}
