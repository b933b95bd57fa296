import { Aws } from 'aws-cdk-lib';

/** What is kept in the bucket, by first folder. */
export const objectFolders = ['snapshots', 'imports', 'backfill'] as const;

/** Said once, because a role that may use it is written in another stack; names are global. */
export function objectBucketName(stage: string): string {
  return `clientele-${stage}-objects-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
}
