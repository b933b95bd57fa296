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
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { bucketView } from './bucketView.ts';
import { tableDefinition } from '../tableDefinition.ts';
import { objectBucketName } from './objectBucketName.ts';
import type { Stage } from './stage.ts';

const accessLogDays = 90;
/** A redacted person must leave old snapshots too: 30 days is what the platform's rules allow. */
const oldSnapshotDays = 7;

/** What outlives every deployment: the table, the snapshots, the keys. Nothing here is ever deleted by a stack. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: Table;
  readonly objects: Bucket;
  readonly accessLogs: Bucket;
  readonly appSecret: Secret;
  readonly masterSecret: Secret;

  constructor(app: App, stage: Stage, props: StackProps) {
    super(app, `clientele-${stage.name}-data`, {
      ...props,
      description: `Clientele ${stage.name}: table, snapshots, keys and secrets.`,
      terminationProtection: true,
    });
    this.key = this.dataKey(stage);
    this.table = this.customerTable(stage);
    this.accessLogs = this.logBucket();
    this.objects = this.objectBucket(stage, this.accessLogs);
    this.appSecret = new Secret(this, 'appSecret', {
      secretName: `clientele/${stage.name}/app`,
      description: 'The Shopify app: {"apiKey", "apiSecret"}; previousApiSecret during a rotation.',
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.masterSecret = new Secret(this, 'masterSecret', {
      secretName: `clientele/${stage.name}/master`,
      description:
        'Seals personal data and tokens. Lost, they are lost; changed, they cannot be opened.',
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.appSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Shopify makes this secret and has no call to rotate it: docs/operations.md says how a person does.',
    });
    Validations.of(this.masterSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Everything sealed would have to be sealed again: a rotation is a migration, not a schedule.',
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
      ],
      serverAccessLogsBucket: bucketView(accessLogs),
      serverAccessLogsPrefix: 'objects/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
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
