import { awsParts } from '../platform/awsParts.ts';
import { awsTable } from '../platform/awsTable.ts';
import { awsVault } from '../platform/awsVault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment } from '../platform/config.ts';
import type { Parts } from './parts.ts';

/**
 * The parts of what never speaks to the shop: it is not given the app's secret. A queue it is not
 * told of fails when it is used.
 */
export function lambdaGround(
  environment: Environment,
): Pick<Parts, 'table' | 'vault' | 'clock' | 'log' | 'queues'> {
  const { log, queue } = awsParts(environment);
  return {
    table: awsTable(environment),
    vault: awsVault(environment, () => systemClock.wallMs()),
    clock: systemClock,
    log,
    queues: {
      events: queue('EVENTS_QUEUE_URL'),
      issue: queue('ISSUE_QUEUE_URL'),
      jobs: queue('JOBS_QUEUE_URL'),
    },
  };
}
