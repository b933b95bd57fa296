import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { tableDefinition } from '../tableDefinition.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { objectFolders } from '../../functions/platform/objects.ts';
import { keyBucketName, keyFolder, objectBucketName } from './objectBucketName.ts';
import type { EntryFunction } from './entryFunction.ts';
import type { WorkQueue } from './workQueue.ts';

/** Each grant is a permission and the setting that goes with it: neither is of use alone. */

const indexArns = (table: Table, names: readonly string[]) =>
  names.map((name) => `${table.tableArn}/index/${name}`);

/** Reads and writes items by key; no Scan, and nothing that changes the table itself. */
export function useTable(by: EntryFunction, table: Table, key: IKey): void {
  by.lambda.addEnvironment('TABLE_NAME', table.tableName);
  by.allow(
    [
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    [table.tableArn],
  );
  by.allow(
    ['dynamodb:Query'],
    indexArns(
      table,
      tableDefinition.indexes.map((index) => index.name),
    ),
  );
  useKey(by, key);
}

/** Reads which shops there are, from the index of due work. */
export function listShops(by: EntryFunction, table: Table, key: IKey): void {
  by.lambda.addEnvironment('TABLE_NAME', table.tableName);
  by.allow(['dynamodb:Query'], indexArns(table, ['due']));
  by.allow(['dynamodb:BatchGetItem'], [table.tableArn]);
  by.allow(['kms:Decrypt'], [key.keyArn]);
}

export function send(by: EntryFunction, setting: string, to: WorkQueue): void {
  by.lambda.addEnvironment(setting, to.queue.queueUrl);
  by.allow(['sqs:SendMessage'], [to.queue.queueArn]);
}

export function readSecret(by: EntryFunction, setting: string, secret: Secret, key: IKey): void {
  by.lambda.addEnvironment(setting, secret.secretArn);
  by.allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);
  by.allow(['kms:Decrypt'], [key.keyArn]);
}

/** Snapshots and imports; listing tells an absent object from a forbidden one. */
export function useObjects(by: EntryFunction, stage: string, key: IKey): void {
  const bucket = objectBucketName(stage);
  const arn = bucketArn(bucket);
  by.lambda.addEnvironment('OBJECTS_BUCKET', bucket);
  by.allow(['s3:ListBucket'], [arn]);
  by.allow(
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    objectFolders.map((folder) => `${arn}/${folder}/*`),
  );
  for (const folder of objectFolders) {
    acknowledgeFolder(
      by,
      `clientele-${stage}-objects`,
      folder,
      'One object per shop in a folder of its own purpose.',
    );
  }
  useKey(by, key);
}

/**
 * Reads the shops' wrapped keys and makes one for a new shop. KMS is asked only in a shop's name;
 * which shops there will be is not known when this is written.
 */
export function useShopKeys(by: EntryFunction, stage: string, wrappingKey: IKey): void {
  const bucket = keyBucketName(stage);
  by.lambda.addEnvironment('SHOP_KEYS_BUCKET', bucket);
  by.lambda.addEnvironment('SHOP_KEYS_KMS_ARN', wrappingKey.keyArn);
  by.allow(['s3:ListBucket'], [bucketArn(bucket)]);
  by.allow(['s3:GetObject', 's3:PutObject'], [keyObjects(stage)]);
  by.allow(['kms:Decrypt', 'kms:Encrypt'], [wrappingKey.keyArn], {
    'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['shop'] },
    Null: { 'kms:EncryptionContextKeys': 'false' },
  });
  acknowledgeFolder(by, `clientele-${stage}-keys`, keyFolder, 'One wrapped key per shop.');
}

/** Deletes a shop's key: what was sealed for it is lost for good, so only one function may. */
export function forgetShopKeys(by: EntryFunction, stage: string): void {
  by.allow(['s3:DeleteObject'], [keyObjects(stage)]);
}

const bucketArn = (bucket: string) => `arn:${Aws.PARTITION}:s3:::${bucket}`;

const keyObjects = (stage: string) => `${bucketArn(keyBucketName(stage))}/${keyFolder}/*`;

function acknowledgeFolder(by: EntryFunction, bucket: string, folder: string, why: string): void {
  acknowledgeWildcard(
    by.role,
    `arn:<AWS::Partition>:s3:::${bucket}-<AWS::AccountId>-<AWS::Region>/${folder}/*`,
    `${why} The shops are not known when this is written.`,
  );
}

function useKey(by: EntryFunction, key: IKey): void {
  by.allow(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], [key.keyArn]);
}
