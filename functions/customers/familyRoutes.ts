import { type Context, Hono } from 'hono';
import type { Table } from '../platform/dynamo.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import type { Vault } from '../platform/vault.ts';
import { withChangedMember, withMember, withoutMember } from './family.ts';
import { memberInputSchema, type Member } from './family.schema.ts';
import { changeFamily, readFamily, type FamilyChange } from './familyStore.ts';

export interface FamilyDeps {
  table: Table;
  vault: Vault;
  newId: () => string;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

const keyHeader = 'Idempotency-Key';

/** `/api/customers/:id/family…`: who else buys under a customer's address. */
export function familyRoutes({ table, vault, newId, nowMs }: FamilyDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/customers/:id/family', async (c) =>
    shown(c, await readFamily(table, vault, c.get('shop'), c.req.param('id'))),
  );
  app.post('/customers/:id/family', async (c) => {
    const input = await readJsonBody(c, memberInputSchema);
    const change = changeOf(c, c.req.param('id'), 'family.add');
    const memberId = memberIdOf(c, change);
    return shown(
      c,
      await changeFamily(table, vault, change, (members) => withMember(members, memberId, input)),
    );
  });
  app.put('/customers/:id/family/:member', async (c) => {
    const input = await readJsonBody(c, memberInputSchema);
    const { id, member } = c.req.param();
    const change = changeOf(c, id, 'family.change');
    return shown(
      c,
      await changeFamily(table, vault, change, (members) =>
        withChangedMember(members, member, input),
      ),
    );
  });
  app.delete('/customers/:id/family/:member', async (c) => {
    const { id, member } = c.req.param();
    const change = changeOf(c, id, 'family.remove');
    return shown(
      c,
      await changeFamily(table, vault, change, (members) => withoutMember(members, member)),
    );
  });

  function changeOf(
    c: Context<HttpEnv>,
    customerId: string,
    action: FamilyChange['action'],
  ): FamilyChange {
    return { shop: c.get('shop'), customerId, userId: c.get('userId'), atMs: nowMs(), action };
  }

  /** A request that names itself names its member: sent again, it is the same one. */
  function memberIdOf(c: Context<HttpEnv>, { shop, customerId }: FamilyChange): string {
    const key = c.req.header(keyHeader);
    if (key === undefined) return newId();
    const digest = vault.keyed(shop, 'family', `${customerId}\n${key}`);
    return Buffer.from(digest).subarray(0, 12).toString('hex');
  }

  return app;
}

function shown(c: Context<HttpEnv>, members: Member[]): Response {
  if (members.length > 0) c.get('saw')?.('file', [c.req.param('id') ?? '']);
  return c.json({ members });
}
