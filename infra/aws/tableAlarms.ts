import { Duration } from 'aws-cdk-lib';
import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type AlarmRoute, impactAlarm } from './impactAlarm.ts';

/** The table is on demand: throttling means one key is hot, or an account limit is reached. */
export function alarmOnTable(scope: Construct, table: Table, route: AlarmRoute): void {
  const operations = [
    Operation.GET_ITEM,
    Operation.PUT_ITEM,
    Operation.TRANSACT_WRITE_ITEMS,
    Operation.QUERY,
  ];
  impactAlarm(scope, 'table-throttles', route, {
    metric: table.metricThrottledRequestsForOperations({ operations, period: Duration.minutes(5) }),
    threshold: 10,
    periods: 2,
    sentence:
      'The table turns calls away: orders are taken in late, and pages of the embed fail to load now and then.',
  });
}
