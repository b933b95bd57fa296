import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLine, namesAgree, phoneDigits } from '../../functions/customers/likeness.ts';
import { nobody, type Person } from '../../functions/customers/person.ts';
import { isRelayMail } from '../../functions/customers/relayMail.ts';

const person = (over: Partial<Person>): Person => ({ ...nobody, ...over });

describe('a phone number', () => {
  it.each([
    ['+49 (0171) 555-01 04', '4901715550104'],
    ['+49-0171-5550104', '4901715550104'],
    ['0049 0171 5550104', '4901715550104'],
    ['０９０ー１２３４ー５６７８', '9012345678'],
  ])('%s is %s', (typed, digits) => {
    expect(phoneDigits(typed)).toBe(digits);
  });

  it.each([null, '', '12345', 'ask for Ann', '0000000000', '99999999'])('is none: %s', (typed) => {
    expect(phoneDigits(typed)).toBeNull();
  });
});

describe('an address', () => {
  const home = person({ address1: '12, Linden-Allee', zip: '34 119', countryCode: 'DE' });

  it('is one however it is written', () => {
    const again = person({ address1: '12 lindenallee', zip: '34119', countryCode: 'de' });
    expect(addressLine(again)).toBe(addressLine(home));
    const flat = { ...again, address2: 'Apt. 4' };
    expect(addressLine(flat)).not.toBe(addressLine(home));
  });

  it('leads to a door or is none', () => {
    expect(addressLine(person({ address1: 'Lindenallee', zip: '34119' }))).toBeNull();
    expect(addressLine(person({ address1: '12 Lindenallee' }))).toBeNull();
    expect(addressLine(person({ zip: '34119' }))).toBeNull();
  });
});

describe('names', () => {
  const named = (firstName: string | null, lastName: string | null) =>
    person({ firstName, lastName });
  it.each([
    [named('Ann', 'Lee'), named('ann', 'LEE'), true],
    [named('A.', 'Lee'), named('Ann', 'Lee'), true],
    [named(null, 'Lee'), named('Ann', 'Lee'), true],
    [named('Ben', 'Lee'), named('Ann', 'Lee'), false],
    [named('Ann', 'Lee'), named('Ann', 'Park'), false],
    [named('Ann', null), named('Ann', null), false],
  ])('of %o and %o agree: %s', (one, other, agree) => {
    expect(namesAgree(one, other)).toBe(agree);
    expect(namesAgree(other, one)).toBe(agree);
  });
});

describe("a marketplace's relay", () => {
  it.each([
    ['k7x2@marketplace.amazon.de', true],
    [' K7X2@Marketplace.Amazon.CO.UK ', true],
    ['a1b2c3@members.ebay.com', true],
    ['ann@amazon.de', false],
    ['ann@marketplace.amazon.de.example.com', false],
    ['marketplace.amazon.de@example.com', false],
  ])('%s: %s', (email, relayed) => {
    expect(isRelayMail(email)).toBe(relayed);
  });

  it('is told by its domain alone', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const [user] = email.split('@');
        expect(isRelayMail(`${user!}@marketplace.amazon.com`)).toBe(true);
      }),
    );
  });
});
