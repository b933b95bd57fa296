import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  type IOrigin,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { bucketView } from './bucketView.ts';

export interface SiteProps {
  stage: string;
  /** The HTTP API: everything that is not a file of the embed. */
  api: IOrigin;
  accessLogs: Bucket;
}

const viewer = readFileSync(new URL('viewer.js', import.meta.url), 'utf8');

/** The admin embed on S3 behind CloudFront, with the API under the same address: no CORS anywhere. */
export class Site extends Construct {
  readonly files: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    this.files = new Bucket(this, 'files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      serverAccessLogsBucket: bucketView(props.accessLogs),
      serverAccessLogsPrefix: 'site/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const api = {
      origin: props.api,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    this.distribution = new Distribution(this, 'distribution', {
      comment: `Clientele ${props.stage}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      enableLogging: true,
      logBucket: bucketView(props.accessLogs),
      logFilePrefix: 'cloudfront/',
      logIncludesCookies: false,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucketView(this.files)),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers(props.stage),
        functionAssociations: [
          this.viewer(props.stage, 'request', FunctionEventType.VIEWER_REQUEST),
          this.viewer(props.stage, 'response', FunctionEventType.VIEWER_RESPONSE),
        ],
      },
      additionalBehaviors: { '/api/*': api, '/webhooks/*': api },
    });
    acknowledge(this.distribution);
  }

  private viewer(stage: string, half: 'request' | 'response', eventType: FunctionEventType) {
    return {
      eventType,
      function: new Function(this, half, {
        functionName: `clientele-${stage}-viewer-${half}`,
        runtime: FunctionRuntime.JS_2_0,
        code: FunctionCode.fromInline(`${viewer}\nvar handler = ${half};\n`),
      }),
    };
  }

  /** X-Frame-Options knows no list of ancestors and is left out: viewer.js says who may frame. */
  private headers(stage: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'headers', {
      responseHeadersPolicyName: `clientele-${stage}-embed`,
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }
}

function acknowledge(distribution: Distribution): void {
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'Merchants and their staff work from any country.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'Every call behind it carries a signature that is checked first, API Gateway throttles, and a web firewall would cost a small shop more than the rest together.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason:
        'CloudFront fixes the TLS floor of its own *.cloudfront.net address; a deployment that brings a domain sets its own.',
    },
  );
}
