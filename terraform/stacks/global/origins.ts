import type { CloudfrontDistributionOrigin, CloudfrontDistributionOriginGroup } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { EDGE_REGION, REGION_CODE, type Region } from "../../config/regions.ts";
import { ORIGIN_SECRET_HEADER, sentOriginSecret } from "../../constructs/originSecret.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Buckets that CloudFront serves. */
export type ServedBucket = "models" | "assets";

/** The id of the app's origin: every region's load balancer behind one name. */
export const APP_ORIGIN = "app";

/** What makes CloudFront ask the other region: S3 in trouble, or a bucket or key policy gone wrong (403). */
const FAILOVER_STATUS_CODES = [403, 500, 502, 503, 504];

export interface Origins {
  origin: CloudfrontDistributionOrigin[];
  originGroup: CloudfrontDistributionOriginGroup[];
}

/** The origin or origin group that serves a bucket's files. */
export function servedBy(bucket: ServedBucket, regions: readonly Region[]): string {
  const [primary] = regions;
  return regions.length > 1 || primary === undefined ? bucket : bucketOriginId(bucket, primary);
}

/** The app's origin, and the buckets' in every region, grouped for fail-over where there are two. */
export function declareOrigins(stack: EnvironmentStack): Origins {
  const { names, regions } = stack;
  const access = new CloudfrontOriginAccessControl(stack, "buckets", {
    provider: stack.provider(EDGE_REGION),
    name: names.of("buckets"),
    description: "CloudFront signs what it asks of the shop's buckets",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  });
  const buckets: readonly ServedBucket[] = ["models", "assets"];
  return {
    origin: [
      appOrigin(stack),
      ...buckets.flatMap((bucket) =>
        regions.map((region) => ({
          originId: bucketOriginId(bucket, region),
          domainName: `${names.bucket(bucket, region)}.s3.${region}.amazonaws.com`,
          originAccessControlId: access.id,
          connectionAttempts: 2,
          connectionTimeout: 5,
          // One fetch from the bucket for all edge locations: files are large and never change.
          originShield: { enabled: true, originShieldRegion: region },
        })),
      ),
    ],
    originGroup:
      regions.length > 1
        ? buckets.map((bucket) => ({
            originId: bucket,
            failoverCriteria: { statusCodes: FAILOVER_STATUS_CODES },
            member: regions.map((region) => ({ originId: bucketOriginId(bucket, region) })),
          }))
        : [],
  };
}

/**
 * No origin shield here: Route 53 answers each of CloudFront's locations with its nearest healthy region, a shield
 * would send all of them to one. The load balancer's certificate covers the viewer's host, which is what CloudFront
 * sends and compares it with.
 */
function appOrigin(stack: EnvironmentStack): CloudfrontDistributionOrigin {
  return {
    originId: APP_ORIGIN,
    domainName: stack.names.originDomain,
    connectionAttempts: 2,
    connectionTimeout: 5,
    customHeader: [{ name: ORIGIN_SECRET_HEADER, value: sentOriginSecret(stack) }],
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
      // A payment may take 8 s to answer. Idle connections end here before the load balancer ends them (60 s).
      originReadTimeout: 30,
      originKeepaliveTimeout: 55,
    },
  };
}

function bucketOriginId(bucket: ServedBucket, region: Region): string {
  return `${bucket}-${REGION_CODE[region]}`;
}
