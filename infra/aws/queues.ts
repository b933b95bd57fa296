import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { mostAttempts } from '../../functions/platform/attempts.ts';
import type { AlarmRoute } from './impactAlarm.ts';
import { timeouts } from './timeouts.ts';
import { WorkQueue } from './workQueue.ts';

export interface Queues {
  events: WorkQueue;
  issue: WorkQueue;
  jobs: WorkQueue;
}

/** The three queues; attempts × the time between them is how long an outage may last unnoticed. */
export function queuesOf(scope: Construct, route: AlarmRoute): Queues {
  return {
    events: new WorkQueue(scope, 'events', {
      route,
      retryAfter: sixTimes(timeouts.apply),
      buryAgainAfter: sixTimes(timeouts.bury),
      attempts: mostAttempts.events,
      lateAfter: Duration.minutes(5),
      deadSentence:
        'Orders or customers that the shop sent were not taken in: those customers’ totals are wrong until the messages are sent again.',
      lateSentence:
        'Orders wait more than five minutes before they reach a customer’s file: what staff see is behind the shop.',
    }),
    issue: new WorkQueue(scope, 'issue', {
      route,
      retryAfter: sixTimes(timeouts.issue),
      buryAgainAfter: sixTimes(timeouts.bury),
      attempts: mostAttempts.issue,
      lateAfter: Duration.hours(1),
      deadSentence:
        'Coupons were promised and not made: their money stays reserved and those customers get nothing.',
      lateSentence:
        'Coupons wait more than an hour to be made in the shop, usually because the shop slows us down or refuses us.',
    }),
    jobs: new WorkQueue(scope, 'jobs', {
      route,
      // One message at a time and never throttled: six times fifteen minutes would only lose an hour.
      retryAfter: timeouts.jobs.plus(Duration.minutes(1)),
      buryAgainAfter: sixTimes(timeouts.bury),
      attempts: mostAttempts.jobs,
      lateAfter: Duration.hours(4),
      deadSentence:
        'A history import, a recompute or a coupon run gave up: that shop’s lists, classes or coupons stand still.',
      lateSentence:
        'Background work waits more than four hours: lists and classes are older than the page says they should be.',
    }),
  };
}

/** What AWS advises, so that a batch turned away for want of concurrency is not delivered twice. */
function sixTimes(timeout: Duration): Duration {
  return Duration.seconds(timeout.toSeconds() * 6);
}
