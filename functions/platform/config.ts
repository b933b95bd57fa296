// The small build of zod: this is read by the webhook receiver, whose bundle has a ceiling.
import * as z from 'zod/mini';
import type { AwsAccess } from './awsFetch.ts';

/** What a Lambda may be told by its environment; each reads the names it needs and no more. */
const settings = {
  TABLE_NAME: z.string().check(z.minLength(3)),
  OBJECTS_BUCKET: z.string().check(z.minLength(3)),
  EVENTS_QUEUE_URL: z.url(),
  ISSUE_QUEUE_URL: z.url(),
  JOBS_QUEUE_URL: z.url(),
  APP_SECRET_ARN: z.string().check(z.minLength(20)),
  /** Where the shops' wrapped data keys lie, and what wraps them. */
  SHOP_KEYS_BUCKET: z.string().check(z.minLength(3)),
  SHOP_KEYS_KMS_ARN: z.string().check(z.minLength(20)),
  /** Where this deployment is reached from outside, such as the CloudFront address. */
  APP_URL: z.url(),
};
export type SettingName = keyof typeof settings;

const accessSchema = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  AWS_ACCESS_KEY_ID: z.string().check(z.minLength(1)),
  AWS_SECRET_ACCESS_KEY: z.string().check(z.minLength(1)),
  AWS_SESSION_TOKEN: z.optional(z.string().check(z.minLength(1))),
});

export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting; where it is missing or wrong it is named, its value never. */
export function readSetting(environment: Environment, name: SettingName): string {
  const parsed = settings[name].safeParse(environment[name]);
  if (parsed.success) return parsed.data;
  throw new Error(`The environment variable ${name} is missing, or in a wrong form.`);
}

/** Who this Lambda is to AWS; its credentials live as long as its environment. */
export function readAccess(environment: Environment): AwsAccess {
  const parsed = accessSchema.safeParse(environment);
  if (!parsed.success) throw new Error('There are no AWS credentials in the environment.');
  const found = parsed.data;
  return {
    region: found.AWS_REGION,
    accessKeyId: found.AWS_ACCESS_KEY_ID,
    secretAccessKey: found.AWS_SECRET_ACCESS_KEY,
    sessionToken: found.AWS_SESSION_TOKEN,
  };
}
