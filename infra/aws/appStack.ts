import { type App, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { alarmOnTable } from './tableAlarms.ts';
import type { DataStack } from './dataStack.ts';
import type { EntryName } from './entryNames.ts';
import { functionsOf } from './functions.ts';
import type { AlarmRoute } from './impactAlarm.ts';
import { Schedules } from './schedules.ts';
import { Site } from './site.ts';
import type { Stage } from './stage.ts';
import { queuesOf } from './queues.ts';
import { WebApi } from './webApi.ts';

export interface AppStackProps extends StackProps {
  stage: Stage;
  data: DataStack;
  codeOf: (entry: EntryName) => Code;
}

/** What runs. It keeps nothing of its own but messages under way, so it can be replaced at any time. */
export class AppStack extends Stack {
  constructor(app: App, props: AppStackProps) {
    const { stage, data, codeOf, ...rest } = props;
    super(app, `clientele-${stage.name}-app`, {
      ...rest,
      description: `Clientele ${stage.name}: webhooks, queues, functions, admin API and embed.`,
    });
    const topic = new Topic(this, 'alarms', {
      topicName: `clientele-${stage.name}-alarms`,
      masterKey: data.key,
      enforceSSL: true,
    });
    const route: AlarmRoute = { stage: stage.name, topic };
    const queues = queuesOf(this, route);
    const functions = functionsOf(this, { stage, route, data, queues, codeOf });
    const { api } = new WebApi(this, 'web', {
      stage,
      route,
      receive: functions.receive.lambda,
      orders: functions.orders.lambda,
      admin: functions.admin.lambda,
    });
    const site = new Site(this, 'site', {
      stage: stage.name,
      api: new HttpOrigin(`${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`),
      accessLogs: data.accessLogs,
    });
    new Schedules(this, 'schedules', {
      route,
      target: functions.schedule.lambda,
      rates: {
        // Each hour is the first of some shop's day.
        recompute: rate(Duration.hours(1)),
        reconcile: rate(Duration.hours(1)),
        subscriptions: rate(Duration.hours(1)),
        retention: rate(Duration.hours(1)),
        coupons: rate(Duration.minutes(stage.couponMinutes)),
      },
    });
    alarmOnTable(this, data.table, route);
    new CfnOutput(this, 'AppUrl', { value: `https://${site.distribution.domainName}/app/` });
    new CfnOutput(this, 'WebhookUrl', { value: `${api.apiEndpoint}/webhooks/shopify` });
    new CfnOutput(this, 'SiteBucket', { value: site.files.bucketName });
    new CfnOutput(this, 'Distribution', { value: site.distribution.distributionId });
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
  }
}

function rate(every: Duration): string {
  const minutes = every.toMinutes();
  return minutes === 1 ? 'rate(1 minute)' : `rate(${String(minutes)} minutes)`;
}
