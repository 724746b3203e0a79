import type {
  CloudfrontDistributionDefaultCacheBehavior,
  CloudfrontDistributionOrderedCacheBehavior,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import type { Region } from "../../config/regions.ts";
import { ALL_VIEWER_AND_EDGE, CACHING_DISABLED, type CachePolicies } from "./cachePolicies.ts";
import { APP_ORIGIN, servedBy, type ServedBucket } from "./origins.ts";
import type { ResponseHeaders } from "./responseHeaders.ts";

/** A market's prefix as CloudFront's patterns can say it, e.g. `/de-de`. */
const MARKET = "/??-??";

/**
 * Paths of pages that hold nothing personal, with the data requests that belong to them. Whatever is not here is never
 * cached: a page that is forgotten is slow, not somebody else's.
 */
export const PUBLIC_PATHS: readonly string[] = [
  "/",
  "/_root.data",
  MARKET,
  `${MARKET}.data`,
  ...["/products/*", "/shop/*", "/search", "/search.data"].flatMap((path) => [path, `${MARKET}${path}`]),
  "/favicon.svg",
  "/robots.txt",
];

const READ = ["GET", "HEAD"];
const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

export interface BehavioursProps {
  cache: CachePolicies;
  headers: ResponseHeaders;
  /** The ARN of the function that sends other host names to the shop's. */
  hostRedirectArn: string;
  regions: readonly Region[];
}

/** How paths are answered, first match first: files from buckets, public pages from the cache. */
export function orderedBehaviours({ cache, headers, hostRedirectArn, regions }: BehavioursProps): CloudfrontDistributionOrderedCacheBehavior[] {
  const files = (bucket: ServedBucket): CloudfrontDistributionOrderedCacheBehavior => ({
    pathPattern: `/${bucket}/*`,
    targetOriginId: servedBy(bucket, regions),
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: READ,
    cachedMethods: READ,
    compress: true,
    cachePolicyId: cache.files,
    responseHeadersPolicyId: headers[bucket],
  });
  return [
    files("models"),
    files("assets"),
    ...PUBLIC_PATHS.map((pathPattern) => ({
      pathPattern,
      targetOriginId: APP_ORIGIN,
      viewerProtocolPolicy: "redirect-to-https",
      // Public pages take no forms: those of cart and checkout are posted to their own paths.
      allowedMethods: READ,
      cachedMethods: READ,
      compress: true,
      cachePolicyId: cache.pages,
      originRequestPolicyId: cache.pageRequest,
      responseHeadersPolicyId: headers.pages,
      functionAssociation: [{ eventType: "viewer-request", functionArn: hostRedirectArn }],
    })),
  ];
}

/** Everything else goes to the app as it came, and nothing of it is kept: cart, checkout, orders, account, `/api/me`. */
export function defaultBehaviour({ headers, hostRedirectArn }: BehavioursProps): CloudfrontDistributionDefaultCacheBehavior {
  return {
    targetOriginId: APP_ORIGIN,
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ALL_METHODS,
    cachedMethods: READ,
    compress: true,
    cachePolicyId: CACHING_DISABLED,
    originRequestPolicyId: ALL_VIEWER_AND_EDGE,
    responseHeadersPolicyId: headers.pages,
    functionAssociation: [{ eventType: "viewer-request", functionArn: hostRedirectArn }],
  };
}
