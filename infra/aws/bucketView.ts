import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * A Bucket where the CDK asks for an IBucket: it is one, but its optional `policy` is declared in
 * a way that `exactOptionalPropertyTypes` does not accept.
 */
export function bucketView(bucket: Bucket): IBucket;
export function bucketView(bucket: unknown): unknown {
  return bucket;
}
