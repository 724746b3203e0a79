import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontMonitoringSubscription } from "@cdktf/provider-aws/lib/cloudfront-monitoring-subscription";
import { EDGE_REGION } from "../../config/regions.ts";
import type { Bucket } from "../../constructs/bucket.ts";
import { except } from "../../constructs/exception.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import { defaultBehaviour, orderedBehaviours } from "./behaviours.ts";
import { declareCachePolicies } from "./cachePolicies.ts";
import { declareHostRedirect } from "./hostRedirect.ts";
import { declareOrigins } from "./origins.ts";
import { declareResponseHeaders } from "./responseHeaders.ts";

/**
 * Where EU law forbids to deliver goods such as ours: Belarus (Regulation 765/2006), North Korea (2017/1509) and
 * Russia (833/2014). ISO 3166-1 alpha-2.
 */
const EMBARGOED_COUNTRIES = ["BY", "KP", "RU"];

/**
 * Errors that one shopper meets must not be shown to another who asks for the same address (`/cart`): CloudFront would
 * keep them for 10 s by itself, also where nothing else is kept.
 */
const ERRORS_NOT_KEPT = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

export interface DistributionProps {
  certificateArn: string;
  webAclArn: string;
  logs: Bucket;
}

/** The shop's front door: every request of a shopper comes through here. */
export function declareDistribution(stack: EnvironmentStack, { certificateArn, webAclArn, logs }: DistributionProps): CloudfrontDistribution {
  const { environment, regions } = stack;
  const provider = stack.provider(EDGE_REGION);
  const behaviours = {
    cache: declareCachePolicies(stack),
    headers: declareResponseHeaders(stack),
    hostRedirectArn: declareHostRedirect(stack).arn,
    regions,
  };
  const distribution = new CloudfrontDistribution(stack, "shop", {
    provider,
    ...declareOrigins(stack),
    comment: stack.names.of("shop"),
    enabled: true,
    aliases: [environment.domain, `www.${environment.domain}`],
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    // Edge locations of Europe and North America: where the shop delivers.
    priceClass: "PriceClass_100",
    webAclId: webAclArn,
    defaultCacheBehavior: defaultBehaviour(behaviours),
    orderedCacheBehavior: orderedBehaviours(behaviours),
    customErrorResponse: ERRORS_NOT_KEPT.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
    viewerCertificate: { acmCertificateArn: certificateArn, minimumProtocolVersion: "TLSv1.2_2021", sslSupportMethod: "sni-only" },
    restrictions: { geoRestriction: { restrictionType: "blacklist", locations: EMBARGOED_COUNTRIES } },
    // Cookies tell who a shopper is. CloudFront knows log buckets by the name without a region.
    loggingConfig: { bucket: `${logs.name}.s3.amazonaws.com`, prefix: "cloudfront/", includeCookies: false },
    lifecycle: environment.deletionProtection ? { preventDestroy: true } : undefined,
  });
  // CloudFront writes itself into the bucket's access control list, which its ownership controls must allow first.
  waitFor(distribution, logs.ownership);
  except(distribution, {
    policy: "CDN-005",
    reason: "The app itself answers /, with the home page; a default root object would ask it for a path that it does not have. No origin lists its contents.",
  });
  new CloudfrontMonitoringSubscription(stack, "shop_metrics", {
    provider,
    distributionId: distribution.id,
    monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: "Enabled" } },
  });
  return distribution;
}
