import { bookFindings } from './findingsBooks.ts';
import { couponFindings } from './findingsCoupons.ts';
import { personFindings } from './findingsPersons.ts';
import type { Ledger } from './ledger.ts';
import { looked } from './look.ts';
import type { Storm } from './storm.ts';

/** Everything that is not as promised, in words; `exact`: to the byte, every order was read again. */
export function findings(storm: Storm, ledger: Ledger, exact: boolean): string[] {
  const look = looked(storm.ground.memory);
  const { events, jobs, issue } = storm.ground.queues;
  const given = events.dead.length;
  const found = [
    ...ledger.broken,
    ...bookFindings(look, storm.shop, exact),
    ...personFindings(look, storm.shop),
    ...couponFindings(look, storm, ledger),
  ];
  if (given > storm.shop.circles) found.push(`${String(given)} messages were given up`);
  if (jobs.dead.length + issue.dead.length > 0) found.push('a job was given up');
  return found;
}
