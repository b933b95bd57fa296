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
  const circles = storm.shop.circles.map(
    ({ keptId }) => `kept_id":"gid://shopify/Customer/${keptId}"`,
  );
  const given = events.dead.filter((body) => !circles.some((circle) => body.includes(circle)));
  const found = [
    ...ledger.broken,
    ...bookFindings(look, storm.shop, exact),
    ...personFindings(look, storm.shop),
    ...couponFindings(look, storm, ledger),
  ];
  if (given.length > 0) found.push(`${String(given.length)} messages were given up`);
  if (jobs.dead.length + issue.dead.length > 0) found.push('a job was given up');
  return found;
}
