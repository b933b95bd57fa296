import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';

export interface SchedulesProps {
  route: AlarmRoute;
  target: IFunction;
  /** Job name → EventBridge rate expression. */
  rates: Record<string, string>;
}

/** What time alone sets off. The target only queues a job for every shop, so a late run is harmless. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { route, target } = props;
    const group = new CfnScheduleGroup(this, 'group', { name: `clientele-${route.stage}` });
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Lets the scheduler start the schedule function, and nothing else.',
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    );
    for (const [job, rate] of Object.entries(props.rates)) {
      const schedule = new CfnSchedule(this, job, {
        name: `clientele-${route.stage}-${job}`,
        groupName: group.ref,
        scheduleExpression: rate,
        flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 1 },
        target: {
          arn: target.functionArn,
          roleArn: role.roleArn,
          // The scheduler fills in the time it was meant for, which a retry does not move.
          input: JSON.stringify({ job, at: '<aws.scheduler.scheduled-time>' }),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 600 },
        },
      });
      schedule.node.addDependency(role);
    }
    impactAlarm(this, 'schedule-missed', route, {
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationDroppedCount',
        dimensionsMap: { ScheduleGroup: `clientele-${route.stage}` },
        statistic: 'Sum',
        period: Duration.minutes(15),
      }),
      threshold: 1,
      sentence:
        'A scheduled run did not start: classes stay as they were and coupons that are due wait for the next run.',
    });
  }
}
