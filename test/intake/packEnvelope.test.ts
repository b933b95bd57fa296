import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { unpackEnvelope } from '../../functions/intake/unpackEnvelope.ts';

it('carries any body through the queue unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string()), (body, webhookId) => {
      const envelope: Envelope = {
        kind: 'delivery',
        shop: 'a.myshopify.com',
        source: 'till',
        topic: 'orders/create',
        webhookId,
        triggeredAtMs: null,
        receivedAtMs: 1,
        body,
      };
      expect(unpackEnvelope(packEnvelope(envelope))).toEqual(envelope);
    }),
  );
});

it('carries a request to read an order again', () => {
  const envelope: Envelope = { kind: 'reread', shop: 'a.myshopify.com', orderId: '1' };
  expect(unpackEnvelope(packEnvelope(envelope))).toEqual(envelope);
});

it.each(['', 'no', '{"kind":"delivery"}\n{}', '[]\n', '{"kind":"reread"}'])(
  'refuses %j, which is not ours',
  (text) => {
    expect(() => unpackEnvelope(text)).toThrow();
  },
);

it('takes an envelope that names no source for one of the shop itself', () => {
  const kept = {
    kind: 'delivery',
    shop: 'a.myshopify.com',
    topic: 'orders/create',
    webhookId: null,
    triggeredAtMs: null,
    receivedAtMs: 1,
  };
  expect(unpackEnvelope(`${JSON.stringify(kept)}\n{}`)).toEqual({
    ...kept,
    source: 'shopify',
    body: '{}',
  });
});
