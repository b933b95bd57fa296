import { createHash } from 'node:crypto';
import { gid } from '../../gid.ts';
import { utc } from '../../instant.ts';
import type { CustomerRecord } from '../../records/schema.ts';
import type { View } from '../fields.ts';

/** A customer's metafield; its id comes from its place, since it is kept inside the customer. */
export function metafieldView(
  customer: CustomerRecord,
  field: CustomerRecord['metafields'][number],
): View {
  const place = createHash('sha256').update(`${customer.id} ${field.namespace} ${field.key}`);
  const id = (BigInt(`0x${place.digest('hex').slice(0, 11)}`) + 10n ** 12n).toString();
  return {
    __typename: 'Metafield',
    id: gid('Metafield', id),
    legacyResourceId: id,
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.value,
    ownerType: 'CUSTOMER',
    compareDigest: createHash('sha256').update(field.value).digest('hex'),
    sizeInBytes: Buffer.byteLength(field.value),
    createdAt: utc(customer.createdAt),
    updatedAt: utc(customer.updatedAt),
  };
}
