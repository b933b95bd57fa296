import { Duration } from 'aws-cdk-lib';

/** The longest each function may run; a queue's visibility time-out follows from it. */
export const timeouts = {
  receive: Duration.seconds(5),
  orders: Duration.seconds(10),
  bury: Duration.seconds(30),
  apply: Duration.seconds(30),
  issue: Duration.seconds(60),
  jobs: Duration.minutes(15),
  schedule: Duration.seconds(60),
  admin: Duration.seconds(28),
};
