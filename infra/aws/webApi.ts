import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';
import type { Stage } from './stage.ts';

export interface WebApiProps {
  stage: Stage;
  route: AlarmRoute;
  receive: IFunction;
  orders: IFunction;
  admin: IFunction;
}

/** No address, no agent, no path: who called is in none of these. */
const logFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
  }),
);

/** One HTTP API: webhooks to receive, other shops' orders to orders, everything under /api to the admin function. */
export class WebApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: WebApiProps) {
    super(scope, id);
    const { stage, route } = props;
    const api = new HttpApi(this, 'http', {
      apiName: `clientele-${stage.name}`,
      createDefaultStage: false,
    });
    this.api = api;
    const logs = new LogGroup(this, 'accessLogs', {
      logGroupName: `/clientele/${stage.name}/http`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const live = new HttpStage(this, 'live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: {
        rateLimit: stage.requestsPerSecond,
        burstLimit: stage.requestsPerSecond * 2,
      },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: logFormat },
    });
    const routes = [
      ...api.addRoutes({
        path: '/webhooks/shopify',
        methods: [HttpMethod.POST],
        integration: new HttpLambdaIntegration('receive', props.receive),
      }),
      ...api.addRoutes({
        path: '/webhooks/orders/{address}',
        methods: [HttpMethod.POST],
        integration: new HttpLambdaIntegration('orders', props.orders),
      }),
      ...api.addRoutes({
        path: '/api/{proxy+}',
        methods: [HttpMethod.ANY],
        integration: new HttpLambdaIntegration('admin', props.admin),
      }),
    ];
    for (const each of routes) {
      Validations.of(each).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The function checks the signature over the raw body, or the session token, before anything else; a gateway authorizer sees neither.',
      });
    }
    impactAlarm(this, 'http-faults', route, {
      metric: live.metricServerError({ period: Duration.minutes(5) }),
      threshold: 5,
      sentence:
        'The address answers with errors: the shop tries its webhooks again for four hours, and staff see a page that does not load.',
    });
    impactAlarm(this, 'receive-slow', route, {
      metric: props.receive.metricDuration({ period: Duration.minutes(5), statistic: 'p99' }),
      threshold: 3000,
      periods: 2,
      sentence:
        'Webhooks are answered too slowly: the shop gives up after five seconds and, eight failures in a row later, stops sending.',
    });
  }
}
