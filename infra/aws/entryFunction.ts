import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { EntryName } from './entryNames.ts';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';
import type { Stage } from './stage.ts';

export interface EntryFunctionProps {
  stage: Stage;
  route: AlarmRoute;
  code: Code;
  timeout: Duration;
  memoryMb: number;
  /** What a person notices when it fails, and when there is no room to run it. */
  errorSentence: string;
  throttleSentence: string;
}

/** One Lambda with a role of its own that starts empty, its log group, and its two alarms. */
export class EntryFunction extends Construct {
  readonly lambda: Function;
  readonly logs: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: EntryName, props: EntryFunctionProps) {
    super(scope, id);
    const { stage, route } = props;
    const logGroupName = `/clientele/${stage.name}/${id}`;
    this.logs = new LogGroup(this, 'logs', {
      logGroupName,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What the ${id} function of Clientele may do, and no more.`,
    });
    const streams = (partition: string, region: string, account: string) =>
      `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}:log-stream:*`;
    this.allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [streams(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)],
    );
    acknowledgeWildcard(
      this.role,
      streams('<AWS::Partition>', '<AWS::Region>', '<AWS::AccountId>'),
      'Lambda names the log stream of each instance itself; the group is of this function alone.',
    );
    this.lambda = new Function(this, 'function', {
      functionName: `clientele-${stage.name}-${id}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      role: this.role,
      logGroup: this.logs,
      loggingFormat: LoggingFormat.TEXT,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
    const period = Duration.minutes(5);
    impactAlarm(this, `${id}-errors`, route, {
      metric: this.lambda.metricErrors({ period }),
      threshold: 1,
      sentence: props.errorSentence,
    });
    impactAlarm(this, `${id}-throttles`, route, {
      metric: this.lambda.metricThrottles({ period }),
      threshold: 1,
      periods: 2,
      sentence: props.throttleSentence,
    });
  }

  allow(actions: string[], resources: string[], conditions: Conditions = {}): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources, conditions }));
  }
}
