// The small build of zod: this is read by the webhook receiver, whose bundle has a ceiling.
import * as z from 'zod/mini';
import { type AwsAccess, awsFetch, callAwsJson } from './awsFetch.ts';

const timeoutMs = 3000;

const answerSchema = z.object({ SecretString: z.string().check(z.minLength(1)) });

/** The Shopify app a deployment belongs to, as kept in its secret. */
export const appSecretSchema = z.object({
  apiKey: z.string().check(z.minLength(1)),
  apiSecret: z.string().check(z.minLength(1)),
  /** Accepted besides the new one while a rotation is under way. */
  previousApiSecret: z.optional(z.string().check(z.minLength(1))),
});
export type AppSecret = z.infer<typeof appSecretSchema>;

/** Reads one secret's text; read once per cold start, so a rotation needs new instances. */
export async function readSecret(
  access: AwsAccess,
  arn: string,
  endpoint = `https://secretsmanager.${access.region}.amazonaws.com`,
): Promise<string> {
  const answer = await callAwsJson(awsFetch(access, 'secretsmanager', timeoutMs), {
    url: `${endpoint}/`,
    target: 'secretsmanager.GetSecretValue',
    version: '1.1',
    body: { SecretId: arn },
  });
  return answerSchema.parse(answer).SecretString;
}

/** The app's secret; until someone has filled it in, it fails with what to do. */
export async function readAppSecret(
  access: AwsAccess,
  arn: string,
  endpoint?: string,
): Promise<AppSecret> {
  const parsed = appSecretSchema.safeParse(JSON.parse(await readSecret(access, arn, endpoint)));
  if (!parsed.success) {
    throw new Error(
      'The app secret lacks apiKey or apiSecret: put both there (see README, Deploy).',
    );
  }
  return parsed.data;
}
