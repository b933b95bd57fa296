import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** One deployment of everything. Two share no resource, no key and no name. */
export interface Stage {
  name: 'dev' | 'prod';
  /** Days a log line is kept: long enough to explain an alarm, short enough to owe nobody more. */
  logDays: RetentionDays;
  /** Minutes between looks at due marks; a coupon leaves at most this late. */
  couponMinutes: number;
  /** The snapshot of a shop is built in memory: about 300 MB for a million customers. */
  jobsMemoryMb: number;
  /** Webhooks a second before API Gateway answers 429 and Shopify tries again. */
  requestsPerSecond: number;
  /** How many issuing Lambdas at once; Shopify's own pace, not ours, is the limit. */
  issueConcurrency: number;
  applyConcurrency: number;
}

export const stages = [
  {
    name: 'dev',
    logDays: RetentionDays.TWO_WEEKS,
    couponMinutes: 15,
    jobsMemoryMb: 1769,
    requestsPerSecond: 100,
    issueConcurrency: 2,
    applyConcurrency: 10,
  },
  {
    name: 'prod',
    logDays: RetentionDays.THREE_MONTHS,
    couponMinutes: 5,
    jobsMemoryMb: 3538,
    requestsPerSecond: 1000,
    issueConcurrency: 2,
    applyConcurrency: 50,
  },
] as const satisfies readonly Stage[];
