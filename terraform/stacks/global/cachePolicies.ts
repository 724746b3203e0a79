import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { CloudfrontOriginRequestPolicy } from "@cdktf/provider-aws/lib/cloudfront-origin-request-policy";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** AWS's own policy that keeps nothing: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
/**
 * AWS's own policy AllViewerAndCloudFrontHeaders-2022-06, which passes on every header (Host among them), cookie and
 * parameter of the viewer, and what CloudFront knows of the viewer, such as the country:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export const ALL_VIEWER_AND_EDGE = "33f36d7e-f396-46d9-90e0-52428a34d9dc";

/** Parameters that campaigns append for scripts in the browser. The app reads none: each would fill the cache with copies. */
const CAMPAIGN_PARAMETERS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid", "fbclid", "msclkid"];

const DAY_SECONDS = 24 * 60 * 60;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** The ids of what the behaviours refer to. */
export interface CachePolicies {
  pages: string;
  files: string;
  pageRequest: string;
}

export function declareCachePolicies(stack: EnvironmentStack): CachePolicies {
  const provider = stack.provider(EDGE_REGION);
  const pages = new CloudfrontCachePolicy(stack, "page_cache", {
    provider,
    name: stack.names.of("pages"),
    comment: "Pages that are the same for everyone, for as long as the app says",
    // The app's Cache-Control decides: 0 keeps nothing that says nothing, the ceiling leaves room for stale-while-revalidate.
    minTtl: 0,
    defaultTtl: 0,
    maxTtl: DAY_SECONDS,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "whitelist", headers: { items: ["Host"] } },
      // `_routes` of Remix's data requests, filters, sort, cursor and search words: whatever a page may read.
      queryStringsConfig: { queryStringBehavior: "allExcept", queryStrings: { items: CAMPAIGN_PARAMETERS } },
    },
  });
  const files = new CloudfrontCachePolicy(stack, "file_cache", {
    provider,
    name: stack.names.of("files"),
    comment: "Models and assets: content-hashed names, so the path is all there is to the key",
    minTtl: 0,
    defaultTtl: DAY_SECONDS,
    maxTtl: YEAR_SECONDS,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
    },
  });
  // Cookies stay behind: what the app can't see it can't put into a page that others are shown.
  const pageRequest = new CloudfrontOriginRequestPolicy(stack, "page_request", {
    provider,
    name: stack.names.of("page-request"),
    comment: "The viewer's host, by which the app knows its own address; no cookies",
    cookiesConfig: { cookieBehavior: "none" },
    headersConfig: { headerBehavior: "whitelist", headers: { items: ["Host"] } },
    queryStringsConfig: { queryStringBehavior: "none" },
  });
  return { pages: pages.id, files: files.id, pageRequest: pageRequest.id };
}
