import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration, type S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct, type TerraformResource } from "../cdktf.ts";
import type { BucketPurpose } from "../config/names.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../config/regions.ts";
import { policyDocument, type Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

export interface BucketProps {
  purpose: BucketPurpose;
  /** The stack's own region where left out. */
  region?: Region | typeof EDGE_REGION;
  /** The ARN of the KMS key; "s3" for buckets that services deliver logs to, which take no customer-managed key. */
  encryption: { keyArn: string } | "s3";
  /** Statements beside the one that refuses requests without TLS. */
  statements?: readonly Statement[];
  /** Rules beside those that end broken uploads and, after `oldVersionDays`, old versions. */
  lifecycle?: readonly S3BucketLifecycleConfigurationRule[];
  oldVersionDays?: number;
  /** Access logs go to the region's `logs` bucket unless this is false, as it must be for that bucket itself. */
  accessLogs?: boolean;
  /** Only the edge's log bucket needs access control lists: CloudFront writes its logs by one. */
  ownership?: "BucketOwnerEnforced" | "BucketOwnerPreferred";
}

/**
 * A private bucket: encrypted, versioned, TLS only, no access control lists, access logged, old versions ended. What is
 * written and removed is told to EventBridge, where a rule may watch any bucket (1 USD for a million events).
 */
export class Bucket extends Construct {
  readonly bucket: S3Bucket;
  readonly ownership: S3BucketOwnershipControls;
  readonly versioning: S3BucketVersioningA;
  readonly lifecycle: S3BucketLifecycleConfiguration;
  readonly policy: S3BucketPolicy;
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, stack: EnvironmentStack, props: BucketProps) {
    const { purpose, region = stack.region, encryption, statements = [], lifecycle = [], oldVersionDays = 30, accessLogs = true } = props;
    const id = `${purpose.replaceAll("-", "_")}_${REGION_CODE[region]}`;
    super(scope, `bucket_${id}`);
    this.name = stack.names.bucket(purpose, region);
    this.arn = stack.names.bucketArn(purpose, region);
    const provider = stack.provider(region);

    this.bucket = new S3Bucket(this, "bucket", {
      provider,
      bucket: this.name,
      forceDestroy: !stack.environment.deletionProtection,
      lifecycle: stack.environment.deletionProtection ? { preventDestroy: true } : undefined,
    });
    // Before anything refers to it: the first reference settles the address.
    this.bucket.overrideLogicalId(id);
    // By name, not by id: a plan from nothing shows it, so that a reader sees which bucket each part belongs to.
    const common = { provider, bucket: this.bucket.bucket };
    const publicAccess = new S3BucketPublicAccessBlock(this, "public_access", {
      ...common,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.ownership = new S3BucketOwnershipControls(this, "ownership", {
      ...common,
      rule: { objectOwnership: props.ownership ?? "BucketOwnerEnforced" },
    });
    const serverSide = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...common,
      rule: [
        {
          bucketKeyEnabled: encryption !== "s3",
          applyServerSideEncryptionByDefault:
            encryption === "s3" ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.keyArn },
        },
      ],
    });
    this.versioning = new S3BucketVersioningA(this, "versioning", { ...common, versioningConfiguration: { status: "Enabled" } });
    this.lifecycle = new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...common,
      dependsOn: [this.versioning],
      rule: [
        {
          id: "end-broken-uploads-and-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
        },
        ...lifecycle,
      ],
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      ...common,
      dependsOn: [publicAccess],
      policy: policyDocument(
        ...statements,
        {
          Sid: "RefuseRequestsWithoutTls",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [this.arn, `${this.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    });
    const events = new S3BucketNotification(this, "events", { ...common, eventbridge: true });
    const parts: TerraformResource[] = [publicAccess, this.ownership, serverSide, this.versioning, this.lifecycle, this.policy, events];
    if (accessLogs) {
      const logging = new S3BucketLoggingA(this, "access_logs", {
        ...common,
        targetBucket: stack.names.bucket("logs", region),
        targetPrefix: `s3/${this.name}/`,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      });
      parts.push(logging);
    }
    for (const part of parts) part.overrideLogicalId(id);
  }
}
