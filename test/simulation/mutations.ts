/** One guard taken out of the product, as a change of its source: where, what stood there, what stands now. */
export interface Mutation {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** What a finding must begin with to prove it; missing: any does. */
  phase?: string;
}

/** Reading every order again would notice these for a lesser reason: that it has no effect then. */
const phase = 'after';

const applyOrder = 'functions/customers/applyOrder.ts';
const claims = 'const pointer = await claimOnce(desk, claim);';

/** What is known to fail without its guard; each must be noticed. */
export const mutations: readonly Mutation[] = [
  {
    name: 'a customer written on no revision',
    file: 'functions/customers/store.ts',
    find: "[{ do: 'put', item: kept, condition: revIs(rev) }]",
    replace: "[{ do: 'put', item: kept }]",
  },
  {
    name: 'no pointer',
    file: applyOrder,
    find: claims,
    replace: 'const pointer = { ...claim, rev: 1 };',
  },
  {
    name: 'the customer before the pointer',
    file: applyOrder,
    find: claims,
    replace: `const early = await keep(desk, [await placeChange(shop, customer, [{ held, row: told }], placing)], []);
      if (early === 'again') return early;
      ${claims}
      if (pointer.owner.is === 'customer' && pointer.owner.customerId === owner) return early;`,
  },
  {
    name: 'a mark against repeats before the work',
    file: 'functions/intake/apply.ts',
    find: 'const envelope = unpackEnvelope(body);',
    replace: `const envelope = unpackEnvelope(body);
      if (!(await deps.shops.lease(envelope.shop, body, 0, 9e15))) return;`,
    phase,
  },
  {
    name: 'what was begun taken as done',
    file: applyOrder,
    find: claims,
    replace: `const known = await readPointer(table, shop, told.orderId);
      if (known?.owner.is === 'customer' && known.owner.customerId === owner) return answer('unchanged');
      ${claims}`,
  },
  {
    name: 'orders read before the revision that guards them',
    file: applyOrder,
    find: 'const customer = await readMerged(table, shop, customerId);',
    replace: `const { rows: early } = await readMerged(table, shop, customerId);
      const customer = { ...(await readMerged(table, shop, customerId)), rows: early };`,
  },
  {
    name: 'a run over all that writes on no revision',
    file: 'functions/segments/rewrite.ts',
    find: 'group.flatMap((planned) => planned.change?.writes ?? [])',
    replace: `group.flatMap((planned) => planned.change?.writes ?? [])
      .map(({ condition, ...write }) => write)`,
  },
  {
    name: 'no tombstone',
    file: 'functions/customers/redactionStore.ts',
    find: 'deletedAt, redactedAt }, rows }',
    replace: 'deletedAt, redactedAt: null }, rows }',
  },
  {
    name: 'versions that are not in a total order',
    file: 'functions/customers/version.ts',
    find: 'return Buffer.compare(one, other);',
    replace: 'return Buffer.compare(one.subarray(0, 6), other.subarray(0, 6));',
    phase,
  },
  {
    name: 'what rules must look at outside the transaction',
    file: applyOrder,
    find: "if ((await commit(desk.table, writes)) === 'conflict') return 'again';",
    replace: `const late = writes.filter((write) => write.do === 'put' && write.item.pk.includes('#D#'));
      const first = writes.filter((write) => !late.includes(write));
      if ((await commit(desk.table, first)) === 'conflict') return 'again';
      for (const write of late) await desk.table.put(write.item);`,
  },
];
