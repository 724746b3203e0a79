import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { BucketPurpose, Names } from "../../config/names.ts";
import type { Region } from "../../config/regions.ts";
import { Bucket } from "../../constructs/bucket.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { DataKeys } from "./keys.ts";

/** The buckets that exist in every region and are copied from the primary one. */
export const REPLICATED = ["sources", "models", "assets", "releases"] as const satisfies readonly BucketPurpose[];
export type ReplicatedPurpose = (typeof REPLICATED)[number];

/** What CloudFront reads: it answers shoppers from these, and from the second region's while the first fails. */
const SERVED: ReadonlySet<BucketPurpose> = new Set(["models", "assets"]);

/** The buckets by region. */
export type Buckets = ReadonlyMap<Region, Record<ReplicatedPurpose, Bucket>>;

/** Declares the shop's buckets in each region, and the one for analytics in the primary region. */
export function declareBuckets(stack: EnvironmentStack, keys: DataKeys): Buckets {
  const inRegion = (region: Region) => {
    const of = (purpose: ReplicatedPurpose) => declareBucket(stack, purpose, region, keys, [tiering]);
    return { sources: of("sources"), models: of("models"), assets: of("assets"), releases: of("releases") };
  };
  const buckets = new Map(stack.regions.map((region) => [region, inRegion(region)]));
  declareBucket(stack, "analytics", stack.region, keys, [tiering, endAnalytics]);
  return buckets;
}

function declareBucket(
  stack: EnvironmentStack,
  purpose: BucketPurpose,
  region: Region,
  keys: DataKeys,
  lifecycle: S3BucketLifecycleConfigurationRule[],
): Bucket {
  return new Bucket(stack, stack, {
    purpose,
    region,
    encryption: { keyArn: keys.arn(region) },
    statements: SERVED.has(purpose) ? [cloudFrontReads(stack.names, purpose, region)] : [],
    lifecycle,
    // Sources are made by hand: a wrong upload is noticed late.
    oldVersionDays: purpose === "sources" ? 90 : 30,
  });
}

/** Only the distributions of this account, which sign their requests (origin access control). */
function cloudFrontReads(names: Names, purpose: BucketPurpose, region: Region): Statement {
  return {
    Sid: "CloudFrontReads",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: `${names.bucketArn(purpose, region)}/*`,
    Condition: { ArnLike: { "aws:SourceArn": names.arn("cloudfront", "", "distribution/*") } },
  };
}

/**
 * What is asked for every day stays as fast and as dear as before, the rest becomes cheaper by itself. The archive
 * tiers stay off: a shopper or a render worker can't wait hours for an object.
 */
const tiering: S3BucketLifecycleConfigurationRule = {
  id: "intelligent-tiering",
  status: "Enabled",
  filter: [{ prefix: "" }],
  transition: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }],
};

/** Events of shoppers are kept for two years of comparison, and no longer than that. */
const endAnalytics: S3BucketLifecycleConfigurationRule = {
  id: "end-analytics",
  status: "Enabled",
  filter: [{ prefix: "" }],
  expiration: [{ days: 760 }],
};
