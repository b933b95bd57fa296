import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** One wildcard, as cdk-nag spells it, on one role, with the reason it cannot be narrower. */
export function acknowledgeWildcard(role: IConstruct, resource: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}
