import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type QueueName, queueNames } from '../../functions/platform/attempts.ts';
import type { EntryFunction } from './entryFunction.ts';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';
import type { Queues } from './queues.ts';

export interface DeadLetterProps {
  route: AlarmRoute;
  queues: Queues;
  /** Who works on each queue, and buries what it cannot. */
  workers: Record<QueueName, EntryFunction>;
  /** Who takes in what a worker could not even bury. */
  bury: EntryFunction;
}

const metricOf: Record<QueueName, string> = {
  events: 'EventsBuried',
  issue: 'CouponsBuried',
  jobs: 'JobsBuried',
};

/** Drains each queue's dead letters into the table, and rings for every message given up. */
export function buryDeadLetters(scope: Construct, props: DeadLetterProps): void {
  const { route, queues, workers, bury } = props;
  const namespace = `Clientele/${route.stage}`;
  for (const name of queueNames) {
    const { dead, deadSentence } = queues[name];
    bury.lambda.addEventSource(
      new SqsEventSource(dead, { batchSize: 10, reportBatchItemFailures: true }),
    );
    for (const by of [workers[name], bury]) {
      by.logs.addMetricFilter(`${name}-buried`, {
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue('$.event', '=', 'letter.buried'),
          FilterPattern.stringValue('$.queue', '=', name),
        ),
        metricNamespace: namespace,
        metricName: metricOf[name],
        metricValue: '1',
      });
    }
    impactAlarm(scope, `${name}-dead-letters`, route, {
      metric: new Metric({
        namespace,
        metricName: metricOf[name],
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 1,
      sentence: deadSentence,
    });
  }
  const waiting = (name: QueueName) =>
    queues[name].dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
  impactAlarm(scope, 'dead-letters-stuck', route, {
    metric: new MathExpression({
      expression: queueNames.join(' + '),
      usingMetrics: { events: waiting('events'), issue: waiting('issue'), jobs: waiting('jobs') },
      period: Duration.minutes(5),
    }),
    threshold: 1,
    periods: 3,
    sentence:
      'Messages that were given up cannot be kept in the table: nobody sees them in the embed, and after fourteen days they are gone.',
  });
}
