import {
  type App,
  Duration,
  RemovalPolicy,
  Stack,
  type StackProps,
  Validations,
} from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { bucketView } from './bucketView.ts';
import { retentionBounds } from '../../functions/shops/settingsRules.ts';
import { tableDefinition } from '../tableDefinition.ts';
import { keyBucketName, objectBucketName } from './objectBucketName.ts';
import type { Stage } from './stage.ts';

const accessLogDays = 90;
/** A redacted person must leave old snapshots too: 30 days is what the platform's rules allow. */
const oldSnapshotDays = 7;
/** What merchants upload and what is made for a person who asks: kept for a while, and never as an old version. */
const passingFolders = ['imports/', 'exports/'];
/** The longest period a merchant may choose for them. */
const passingDays = retentionBounds.exports.most;

/** What outlives every deployment: the table, the snapshots, the keys. Nothing here is ever deleted by a stack. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: Table;
  readonly objects: Bucket;
  readonly accessLogs: Bucket;
  readonly appSecret: Secret;
  /** Wraps the data key of each shop; nothing else is encrypted with it. */
  readonly wrappingKey: Key;

  constructor(app: App, stage: Stage, props: StackProps) {
    super(app, `clientele-${stage.name}-data`, {
      ...props,
      description: `Clientele ${stage.name}: table, snapshots, keys and secrets.`,
      terminationProtection: true,
    });
    this.key = this.dataKey(stage);
    this.wrappingKey = this.shopKeyWrappingKey(stage);
    this.table = this.customerTable(stage);
    this.accessLogs = this.logBucket();
    this.objects = this.objectBucket(stage, this.accessLogs);
    this.keyBucket(stage, this.accessLogs);
    this.appSecret = new Secret(this, 'appSecret', {
      secretName: `clientele/${stage.name}/app`,
      description: 'The Shopify app: {"apiKey", "apiSecret"}; previousApiSecret during a rotation.',
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.appSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Shopify makes this secret and has no call to rotate it: docs/operations.md says how a person does.',
    });
  }

  private dataKey(stage: Stage): Key {
    const key = new Key(this, 'key', {
      alias: `clientele/${stage.name}`,
      description: 'Encrypts the table, the snapshots, the secrets and the alarm topic.',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // An alarm that cannot be encrypted is not sent.
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    return key;
  }

  private shopKeyWrappingKey(stage: Stage): Key {
    return new Key(this, 'wrappingKey', {
      alias: `clientele/${stage.name}/shop-keys`,
      description: 'Wraps the data key of each shop. Deleted, all personal data is lost.',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private customerTable(stage: Stage): Table {
    const key = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, 'table', {
      tableName: `clientele-${stage.name}`,
      partitionKey: key(tableDefinition.partitionKey),
      sortKey: key(tableDefinition.sortKey),
      timeToLiveAttribute: tableDefinition.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of tableDefinition.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    return table;
  }

  private objectBucket(stage: Stage, accessLogs: Bucket): Bucket {
    return new Bucket(this, 'objects', {
      bucketName: objectBucketName(stage.name),
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(oldSnapshotDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // The nightly job deletes these sooner; this holds where it cannot run.
        ...passingFolders.map((prefix) => ({
          prefix,
          expiration: Duration.days(passingDays),
          noncurrentVersionExpiration: Duration.days(1),
        })),
      ],
      serverAccessLogsBucket: bucketView(accessLogs),
      serverAccessLogsPrefix: 'objects/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * No versions and no replica: a deleted key cannot be brought back, which is what makes a shop
   * forgotten. Nobody can overwrite one either, so that two first calls at once end with one key.
   */
  private keyBucket(stage: Stage, accessLogs: Bucket): void {
    const bucket = new Bucket(this, 'keys', {
      bucketName: keyBucketName(stage.name),
      // What lies here is wrapped by a key of its own already.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: false,
      serverAccessLogsBucket: bucketView(accessLogs),
      serverAccessLogsPrefix: 'keys/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NeverOverwrite',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
  }

  private logBucket(): Bucket {
    const bucket = new Bucket(this, 'accessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // CloudFront delivers its logs by ACL.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(accessLogDays) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This bucket holds the access logs; logging its own access would never end.',
    });
    return bucket;
  }
}
