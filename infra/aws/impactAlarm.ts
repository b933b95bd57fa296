import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Where alarms go and what they are called; the name is the heading in docs/operations.md. */
export interface AlarmRoute {
  stage: string;
  topic: ITopic;
}

export interface Impact {
  metric: IMetric;
  /** The alarm rings at this value or above. */
  threshold: number;
  /** Periods in a row; one unless a single bad minute means nothing. */
  periods?: number;
  /** What breaks for a person, in one sentence. */
  sentence: string;
}

/** An alarm that says what breaks for a person: without that sentence there is no alarm. */
export function impactAlarm(
  scope: Construct,
  name: string,
  route: AlarmRoute,
  impact: Impact,
): Alarm {
  const alarm = new Alarm(scope, `${name}-alarm`, {
    alarmName: `clientele-${route.stage}-${name}`,
    alarmDescription: impact.sentence,
    metric: impact.metric,
    threshold: impact.threshold,
    evaluationPeriods: impact.periods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(route.topic));
  alarm.addOkAction(new SnsAction(route.topic));
  return alarm;
}
