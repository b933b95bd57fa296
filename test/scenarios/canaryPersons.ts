/** Somebody of whom every word is in nobody else's data and in no code. */
export interface Canary {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  note: string;
  address1: string;
  city: string;
  zip: string;
  /** Told as a metafield. */
  birthDate: string;
}

export const persons = [
  {
    firstName: 'Zephyrine',
    lastName: 'Quixwörthy',
    email: 'zephyrine.quix@canary-one.example',
    phone: '+819055501991',
    note: 'allergic to zirconium spoons',
    address1: '77 Marmalade Gangway',
    city: 'Port Wobblington',
    zip: 'QX7 7ZZ',
    birthDate: '1909-01-23',
  },
  {
    firstName: 'Balthazarina',
    lastName: "O'Plinkenstein",
    email: 'b.plinkenstein@canary-two.example',
    phone: '+819055502992',
    note: 'prefers violet wrapping only',
    address1: '9 Thimblerigger Row',
    city: 'Upper Snoringham',
    zip: 'PL9 1NK',
    birthDate: '1911-10-31',
  },
  // Buys in another shop of the merchant.
  {
    firstName: 'Ermintrudis',
    lastName: 'Flapdoodler',
    email: 'erm.flapdoodler@canary-three.example',
    phone: '+819055503993',
    note: 'speaks Volapük to parcels',
    address1: '3 Gobbledegook Mews',
    city: 'Lower Piffleton',
    zip: 'FD3 9LE',
    birthDate: '1913-12-05',
  },
] as const satisfies readonly Canary[];

/** Buys under the address of the first. */
export const familyMember = 'Wilhelmeenie Snickerdoodle';

export function valuesOf(person: Canary): string[] {
  return Object.values(person);
}
