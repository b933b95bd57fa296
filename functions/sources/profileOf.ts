import { nobody, type Person } from '../customers/person.ts';
import type { ProfileFact } from '../customers/profile.ts';
import { idOfSource } from '../customers/sourceOf.ts';
import type { OrderEvent } from './orderEvent.schema.ts';

type CustomerTold = Extract<OrderEvent, { kind: 'customer' }>['customer'];

/** What another shop says of a customer; what it leaves out or empty says nothing. */
export function profileOf(
  told: Pick<CustomerTold, 'id' | 'email' | 'phone' | 'firstName' | 'lastName' | 'address'> & {
    updatedAt?: string | undefined;
    createdAt?: string | undefined;
    tags?: readonly string[] | undefined;
  },
  source: string,
): ProfileFact {
  return {
    customerId: idOfSource(source, told.id),
    createdAt: told.createdAt === undefined ? null : seconds(told.createdAt),
    updatedAt: told.updatedAt === undefined ? null : seconds(told.updatedAt),
    person: personOf(told),
    shopSays: null,
    tags: told.tags ?? null,
  };
}

function personOf(
  told: Pick<CustomerTold, 'email' | 'phone' | 'firstName' | 'lastName' | 'address'>,
): Person {
  const { address } = told;
  const said = (value: string | null | undefined) => (value?.trim() ? value : null);
  return {
    ...nobody,
    firstName: said(told.firstName),
    lastName: said(told.lastName),
    email: said(told.email),
    phone: said(told.phone),
    address1: said(address?.address1),
    address2: said(address?.address2),
    city: said(address?.city),
    province: said(address?.province),
    zip: said(address?.zip),
    countryCode: said(address?.countryCode),
  };
}

/** Epoch seconds of an instant that the schema has checked. */
export function seconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
