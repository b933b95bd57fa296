import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';

export interface WorkQueueProps {
  route: AlarmRoute;
  /** How long a message that failed waits before it is tried again; longer than the consumer may run. */
  retryAfter: Duration;
  /** Deliveries before a message is a dead letter. */
  attempts: number;
  /** A message older than this rings. */
  lateAfter: Duration;
  /** How long a dead letter that could not be buried waits; longer than burying may take. */
  buryAgainAfter: Duration;
  deadSentence: string;
  lateSentence: string;
}

/** Dead letters and waiting messages are kept as long as SQS can: a long weekend must not lose one. */
const kept = Duration.days(14);

/** A queue is never without dead letters (see deadLetters.ts), and neither is without an alarm. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  /** What was given up; drained into the table within moments. */
  readonly dead: Queue;
  readonly deadSentence: string;

  constructor(scope: Construct, name: string, props: WorkQueueProps) {
    super(scope, `${name}Queue`);
    const { route } = props;
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: kept,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    this.deadSentence = props.deadSentence;
    this.dead = new Queue(this, 'dead', {
      ...common,
      visibilityTimeout: props.buryAgainAfter,
      queueName: `clientele-${route.stage}-${name}-dead`,
    });
    this.queue = new Queue(this, 'queue', {
      ...common,
      queueName: `clientele-${route.stage}-${name}`,
      visibilityTimeout: props.retryAfter,
      deadLetterQueue: { queue: this.dead, maxReceiveCount: props.attempts },
    });
    impactAlarm(this, `${name}-late`, route, {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      threshold: props.lateAfter.toSeconds(),
      periods: 3,
      sentence: props.lateSentence,
    });
  }
}
