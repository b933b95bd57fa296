import { expect, test } from 'vitest';
import { absent } from '../../functions/platform/dynamo.ts';
import { keys } from '../../functions/platform/keys.ts';
import { createTable } from '../../infra/createTable.ts';
import { startTestTable } from './dynamo.ts';

test('each test table is fresh, real and kept when it is created again', async () => {
  const one = await startTestTable();
  const other = await startTestTable();
  const key = keys.shop('one.myshopify.com');
  expect(await one.table.put({ ...key, plan: 'basic' }, absent)).toEqual({ outcome: 'done' });
  expect(await one.table.put({ ...key, plan: 'other' }, absent)).toEqual({
    outcome: 'refused',
    existing: { ...key, plan: 'basic' },
  });
  expect(await createTable(one.client, one.name)).toBe('kept');
  expect(await one.table.get(key)).toEqual({ ...key, plan: 'basic' });
  expect(await other.table.get(key)).toBeUndefined();
});
