import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientele } from '../../../infra/aws/clientele.ts';
import { entryNames } from '../../../infra/aws/entryNames.ts';
import { stages } from '../../../infra/aws/stage.ts';
import { tableDefinition } from '../../../infra/tableDefinition.ts';

let folder = '';
const templates = new Map<string, Template>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synth-'));
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), 'export const handler = () => undefined;\n');
  // Throws on a finding of cdk-nag that nobody has acknowledged.
  const assembly = clientele(() => Code.fromAsset(code), join(folder, 'cdk.out')).synth();
  for (const stack of assembly.stacks) {
    templates.set(stack.stackName, Template.fromJSON(stack.template));
  }
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const part = (stage: string, name: 'data' | 'app') => templates.get(`clientele-${stage}-${name}`)!;

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

function statements(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy['Properties'].PolicyDocument.Statement,
  );
}

test('every stage has its data and its app, and nothing else is deployed', () => {
  expect([...templates.keys()].sort()).toEqual(
    stages.flatMap(({ name }) => [`clientele-${name}-app`, `clientele-${name}-data`]).sort(),
  );
});

describe.each(stages)('$name', ({ name, logDays }) => {
  test('the table is the one everybody creates, recoverable, encrypted and hard to delete', () => {
    const { partitionKey, sortKey, indexes } = tableDefinition;
    const schema = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    part(name, 'data').hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        KeySchema: schema(partitionKey, sortKey),
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: Match.objectLike({ SSEEnabled: true, SSEType: 'KMS' }),
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: schema(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        })),
      },
    });
  });

  test('every bucket is private, encrypted, speaks TLS only and outlives its stack', () => {
    for (const stack of ['data', 'app'] as const) {
      const buckets = Object.values(part(name, stack).findResources('AWS::S3::Bucket'));
      expect(buckets.length).toBeGreaterThan(0);
      for (const bucket of buckets) {
        expect(bucket['DeletionPolicy']).toBe('Retain');
        expect(bucket['Properties'].PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
        expect(bucket['Properties'].BucketEncryption).toBeDefined();
      }
    }
  });

  test('each Lambda runs Node 24 on arm64 with a role and a log group of its own', () => {
    const app = part(name, 'app');
    app.resourceCountIs('AWS::Lambda::Function', entryNames.length);
    app.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
    const lambdas = Object.values(app.findResources('AWS::Lambda::Function'));
    const roles = lambdas.map((lambda) => JSON.stringify(lambda['Properties'].Role));
    expect(new Set(roles).size).toBe(entryNames.length);
    for (const entry of entryNames) {
      app.hasResourceProperties('AWS::Logs::LogGroup', {
        LogGroupName: `/clientele/${name}/${entry}`,
        RetentionInDays: logDays,
      });
    }
  });

  test('no role may do everything of a kind, or anything to everything', () => {
    for (const { Action, Resource } of statements(part(name, 'app'))) {
      for (const action of [Action].flat()) expect(action).not.toContain('*');
      for (const resource of [Resource].flat()) expect(resource).not.toBe('*');
    }
  });

  test('receive can put a message on one queue and read one secret, and reaches no table', () => {
    const app = part(name, 'app');
    const [policy] = Object.values(app.findResources('AWS::IAM::Policy')).filter((each) =>
      JSON.stringify(each['Properties'].Roles).includes('receiverole'),
    );
    const actions = policy!['Properties'].PolicyDocument.Statement.flatMap(
      (each: Statement) => each.Action,
    );
    expect(actions.sort()).toEqual([
      'kms:Decrypt',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
    ]);
  });

  test('uploads and exports are gone after 30 days whatever happens, and leave no old version', () => {
    const buckets = Object.values(part(name, 'data').findResources('AWS::S3::Bucket'));
    const rules = buckets.flatMap(
      (bucket) => bucket['Properties'].LifecycleConfiguration?.Rules ?? [],
    );
    for (const Prefix of ['imports/', 'exports/']) {
      expect(rules.find((rule) => rule.Prefix === Prefix)).toMatchObject({
        ExpirationInDays: 30,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        Status: 'Enabled',
      });
    }
  });

  test('a shop’s key is never overwritten, kept in no old version, and deleted by one function', () => {
    const data = part(name, 'data');
    const [id, bucket] = Object.entries(data.findResources('AWS::S3::Bucket')).find(([each]) =>
      each.startsWith('keys'),
    )!;
    expect(bucket['Properties'].VersioningConfiguration).toBeUndefined();
    expect(bucket['Properties'].ReplicationConfiguration).toBeUndefined();
    data.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: id },
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:PutObject',
            Condition: { Null: { 's3:if-none-match': 'true' } },
          }),
        ]),
      }),
    });
    const deleting = statements(part(name, 'app')).filter(
      ({ Action, Resource }) =>
        [Action].flat().includes('s3:DeleteObject') && JSON.stringify(Resource).includes('/keys/'),
    );
    expect(deleting).toHaveLength(1);
    // KMS is asked in the name of a shop or not at all.
    const wrapping = statements(part(name, 'app')).filter(({ Resource }) =>
      JSON.stringify(Resource).includes('wrappingKey'),
    );
    expect(wrapping).toHaveLength(6);
    for (const statement of wrapping) {
      expect(statement).toMatchObject({
        Action: ['kms:Decrypt', 'kms:Encrypt'],
        Condition: {
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['shop'] },
          Null: { 'kms:EncryptionContextKeys': 'false' },
        },
      });
    }
    data.hasResourceProperties('AWS::KMS::Key', {
      Description: Match.stringLikeRegexp('^Wraps the data key of each shop'),
      EnableKeyRotation: true,
    });
  });

  test('no role may scan the table or change it', () => {
    const actions = statements(part(name, 'app')).flatMap((each) => each.Action);
    expect(actions).toContain('dynamodb:Query');
    expect(actions.filter((action) => /Scan|Table/.test(action))).toEqual([]);
  });

  test('each queue has dead letters, encryption and a time-out longer than its handler’s', () => {
    const app = part(name, 'app');
    const queues = Object.values(app.findResources('AWS::SQS::Queue')).map(
      (each) => each['Properties'],
    );
    const dead = queues.filter((queue) => queue.QueueName.endsWith('-dead'));
    expect(dead).toHaveLength(3);
    expect(queues.filter((queue) => queue.RedrivePolicy !== undefined)).toHaveLength(3);
    for (const queue of queues) expect(queue.SqsManagedSseEnabled).toBe(true);
    const lambdas = Object.values(app.findResources('AWS::Lambda::Function')).map(
      (each) => each['Properties'],
    );
    for (const [queue, entry] of [
      ['events', 'apply'],
      ['issue', 'issue'],
      ['jobs', 'jobs'],
    ]) {
      const { VisibilityTimeout } = queues.find((each) => each.QueueName.endsWith(`-${queue!}`))!;
      const { Timeout } = lambdas.find((each) => each.FunctionName.endsWith(`-${entry!}`))!;
      expect(VisibilityTimeout).toBeGreaterThan(Timeout);
    }
    const bury = lambdas.find((each) => each.FunctionName.endsWith('-bury'))!;
    for (const { VisibilityTimeout } of dead) {
      expect(VisibilityTimeout).toBeGreaterThan(bury.Timeout);
    }
    app.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('recompute and coupons are scheduled', () => {
    const app = part(name, 'app');
    for (const job of ['recompute', 'coupons']) {
      app.hasResourceProperties('AWS::Scheduler::Schedule', {
        ScheduleExpression: Match.stringLikeRegexp('^rate\\(\\d+ minutes?\\)$'),
        Target: Match.objectLike({
          Input: JSON.stringify({ job, at: '<aws.scheduler.scheduled-time>' }),
        }),
      });
    }
  });

  test('every alarm rings somewhere and says in a sentence what breaks for a person', () => {
    const alarms = Object.values(part(name, 'app').findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(15);
    for (const { Properties } of alarms as { Properties: Record<string, unknown> }[]) {
      expect(Properties['AlarmDescription']).toMatch(/^[A-Z].{40,}\.$/);
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  test('docs/operations.md explains each alarm, and no alarm that is not there', () => {
    const alarms = Object.values(part(name, 'app').findResources('AWS::CloudWatch::Alarm')).map(
      (alarm) => alarm['Properties'].AlarmName.replace(`clientele-${name}-`, ''),
    );
    const page = readFileSync('docs/operations.md', 'utf8');
    const headings = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map(([, heading]) => heading);
    expect(headings.toSorted()).toEqual(alarms.toSorted());
  });
});
