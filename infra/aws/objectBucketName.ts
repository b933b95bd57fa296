import { Aws } from 'aws-cdk-lib';

/** Where the wrapped data key of each shop lies, in the bucket of keys. */
export const keyFolder = 'keys';

/** Apart from the other objects, whose old versions are kept for a while: a key forgotten is gone. */
export function keyBucketName(stage: string): string {
  return `clientele-${stage}-keys-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
}

/** Said once, because a role that may use it is written in another stack; names are global. */
export function objectBucketName(stage: string): string {
  return `clientele-${stage}-objects-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
}
