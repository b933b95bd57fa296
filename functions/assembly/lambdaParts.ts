import { openAppSecrets } from '../platform/appSecrets.ts';
import { awsParts } from '../platform/awsParts.ts';
import { awsTable } from '../platform/awsTable.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment } from '../platform/config.ts';
import { awsVault } from '../platform/awsVault.ts';
import type { Parts } from './parts.ts';
import { withRestoreGate } from './withRestoreGate.ts';

/** The parts as AWS has them; a queue or bucket this Lambda is not told of fails when it is used. */
export async function lambdaParts(environment: Environment): Promise<Parts> {
  const { log, queue, objects, appSecret } = awsParts(environment);
  const secret = await appSecret();
  const appSecrets = openAppSecrets(appSecret, secret, () => systemClock.wallMs());
  return withRestoreGate({
    table: awsTable(environment),
    objects,
    queues: {
      events: queue('EVENTS_QUEUE_URL'),
      issue: queue('ISSUE_QUEUE_URL'),
      jobs: queue('JOBS_QUEUE_URL'),
    },
    vault: awsVault(environment, () => systemClock.wallMs()),
    clock: systemClock,
    log,
    apiKey: secret.apiKey,
    apiSecret: secret.apiSecret,
    previousApiSecret: secret.previousApiSecret ?? null,
    appSecrets,
    shopUrl: (shop) => `https://${shop}`,
  });
}
