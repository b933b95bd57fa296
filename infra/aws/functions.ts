import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DataStack } from './dataStack.ts';
import { buryDeadLetters } from './deadLetters.ts';
import { EntryFunction } from './entryFunction.ts';
import type { EntryName } from './entryNames.ts';
import * as grants from './grants.ts';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';
import type { Queues } from './queues.ts';
import { sentences } from './sentences.ts';
import type { Stage } from './stage.ts';
import { timeouts } from './timeouts.ts';
import type { WorkQueue } from './workQueue.ts';

export interface FunctionsProps {
  stage: Stage;
  route: AlarmRoute;
  data: DataStack;
  queues: Queues;
  codeOf: (entry: EntryName) => Code;
}

/** More memory is more processor: the two that talk to people or to the shop get most of one core. */
const memoryMb = {
  receive: 512,
  orders: 512,
  apply: 1024,
  bury: 256,
  issue: 512,
  schedule: 256,
  admin: 1769,
};

/** Every Lambda, told and allowed what its entry asks for and no more. */
export function functionsOf(
  scope: Construct,
  props: FunctionsProps,
): Record<EntryName, EntryFunction> {
  const { stage, route, data, queues, codeOf } = props;
  const make = (id: EntryName, memory: number) =>
    new EntryFunction(scope, id, {
      stage,
      route,
      code: codeOf(id),
      timeout: timeouts[id],
      memoryMb: memory,
      ...sentences[id],
    });
  const made = {
    receive: make('receive', memoryMb.receive),
    orders: make('orders', memoryMb.orders),
    apply: make('apply', memoryMb.apply),
    bury: make('bury', memoryMb.bury),
    issue: make('issue', memoryMb.issue),
    jobs: make('jobs', stage.jobsMemoryMb),
    schedule: make('schedule', memoryMb.schedule),
    admin: make('admin', memoryMb.admin),
  };
  grants.readSecret(made.receive, 'APP_SECRET_ARN', data.appSecret, data.key);
  grants.send(made.receive, 'EVENTS_QUEUE_URL', queues.events);

  grants.send(made.orders, 'EVENTS_QUEUE_URL', queues.events);
  for (const each of [made.orders, made.bury, made.apply, made.issue, made.jobs, made.admin]) {
    grants.useTable(each, data.table, data.key);
    grants.useShopKeys(each, stage.name, data.wrappingKey);
  }
  for (const each of [made.apply, made.issue, made.jobs, made.admin]) {
    grants.readSecret(each, 'APP_SECRET_ARN', data.appSecret, data.key);
  }
  grants.forgetShopKeys(made.jobs, stage.name);
  grants.listShops(made.schedule, data.table, data.key);
  grants.send(made.schedule, 'JOBS_QUEUE_URL', queues.jobs);
  for (const each of [made.apply, made.jobs, made.admin]) {
    grants.send(each, 'JOBS_QUEUE_URL', queues.jobs);
    grants.send(each, 'ISSUE_QUEUE_URL', queues.issue);
    grants.send(each, 'EVENTS_QUEUE_URL', queues.events);
  }
  grants.send(made.issue, 'JOBS_QUEUE_URL', queues.jobs);
  // Whoever works on customers looks at the list of erasures first, which lies among the objects.
  for (const each of [made.apply, made.issue, made.jobs, made.admin]) {
    grants.useObjects(each, stage.name, data.key);
  }

  consume(made.apply, queues.events, 10, stage.applyConcurrency);
  consume(made.issue, queues.issue, 1, stage.issueConcurrency);
  consume(made.jobs, queues.jobs, 1, 10);
  const workers = { events: made.apply, issue: made.issue, jobs: made.jobs };
  buryDeadLetters(scope, { route, queues, workers, bury: made.bury });
  alarmOnFailedJobs(made.jobs, route);
  return made;
}

function consume(by: EntryFunction, from: WorkQueue, batchSize: number, maxConcurrency: number) {
  by.lambda.addEventSource(
    new SqsEventSource(from.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
  );
}

/** A job that failed is tried again by its queue; this rings before it has become a dead letter. */
function alarmOnFailedJobs(jobs: EntryFunction, route: AlarmRoute): void {
  const namespace = `Clientele/${route.stage}`;
  jobs.logs.addMetricFilter('failed', {
    filterPattern: FilterPattern.stringValue('$.event', '=', 'job.failed'),
    metricNamespace: namespace,
    metricName: 'JobsFailed',
    metricValue: '1',
  });
  impactAlarm(jobs, 'job-failed', route, {
    metric: new Metric({
      namespace,
      metricName: 'JobsFailed',
      statistic: Stats.SUM,
      period: Duration.minutes(15),
    }),
    threshold: 1,
    sentence:
      'A recompute, import or coupon run failed or had work and did none: that shop sees yesterday’s classes until the next try.',
  });
}
