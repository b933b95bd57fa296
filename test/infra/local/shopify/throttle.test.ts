import { describe, expect, it } from 'vitest';
import { openThrottle } from '../../../../infra/local/shopify/api/throttle.ts';
import { openTestShop } from './openShop.ts';

describe('query points', () => {
  it('are taken, refused when short, and come back with wall time up to the bucket', () => {
    const throttle = openThrottle(() => ({ maximumAvailable: 100, restoreRate: 10 }));
    expect(throttle.take('a', 80, 0)).toMatchObject({
      taken: true,
      status: { currentlyAvailable: 20 },
    });
    expect(throttle.take('a', 30, 500)).toMatchObject({
      taken: false,
      status: { currentlyAvailable: 25 },
    });
    expect(throttle.take('a', 30, 1000)).toMatchObject({
      taken: true,
      status: { currentlyAvailable: 0 },
    });
    expect(throttle.take('b', 100, 1000).taken).toBe(true);
    expect(throttle.take('a', 100, 60_000).taken).toBe(true);
  });

  it('are told with every answer, and THROTTLED is one of status 200', async () => {
    const shop = await openTestShop({}, { throttle: { maximumAvailable: 12, restoreRate: 1 } });
    const tag =
      'mutation { tagsAdd(id: "gid://shopify/Customer/1", tags: []) { userErrors { message } } }';
    const first = await shop.ask(tag);
    expect(first.extensions.cost).toEqual({
      requestedQueryCost: 10,
      actualQueryCost: 10,
      throttleStatus: { maximumAvailable: 12, restoreRate: 1, currentlyAvailable: 2 },
    });
    const second = await shop.ask(tag);
    expect(second.data).toBeUndefined();
    expect(second.errors).toEqual([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(second.extensions.cost.actualQueryCost).toBeNull();
    shop.clock.wall += 8000;
    expect((await shop.ask(tag)).errors).toBeUndefined();
    await shop.close();
  });

  it('refuse a single query beyond the dearest', async () => {
    const shop = await openTestShop();
    const { errors } = await shop.ask(
      '{ customers(first: 250) { nodes { orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } } } }',
    );
    expect(errors[0].extensions.code).toBe('MAX_COST_EXCEEDED');
    await shop.close();
  });
});
