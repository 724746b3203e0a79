import { at, first, type DeclaredResource, type Value } from "../plan/resource.ts";
import { all, each, mustBe, mustBeWithin, mustHave, mustNotBe, mustSet, where } from "./judges.ts";
import type { EnvironmentPolicy, Policy } from "./policy.ts";

const DISTRIBUTION = "aws_cloudfront_distribution";
const ACL = "aws_wafv2_web_acl";
const behaviours = (distribution: DeclaredResource) => [...at(distribution, "default_cache_behavior"), ...at(distribution, "ordered_cache_behavior")];
const everyBehaviour = (attribute: string, fits: (value: Value | undefined) => boolean) => (distribution: DeclaredResource) => {
  const wrong = behaviours(distribution).find((behaviour) => !fits(first(behaviour, attribute)));
  return wrong === undefined ? undefined : `${attribute} is ${String(first(wrong, attribute) ?? "not set")} for ${String(first(wrong, "path_pattern") ?? "the default behaviour")}`;
};
const originsOf = (distribution: DeclaredResource) => at(distribution, "origin");
const isBucketOrigin = (origin: Value) => /\.s3[.-]/.test(String(first(origin, "domain_name")));
const rules = (acl: DeclaredResource) => at(acl, "rule");
const managed = (acl: DeclaredResource) => at(acl, "rule.statement.managed_rule_group_statement.name").map(String);
const ruleJson = (acl: DeclaredResource) => String(first(acl, "rule_json") ?? "");
const BUCKET_NAME = /^([a-z0-9.-]+?)\.s3[.-]/;

const HSTS = "security_headers_config.strict_transport_security";
const completeHsts = all(mustBeWithin(`${HSTS}.access_control_max_age_sec`, { least: 31_536_000 }), mustBe(`${HSTS}.include_subdomains`, true), mustBe(`${HSTS}.preload`, true), mustBe(`${HSTS}.override`, true));

/** CloudFront, firewalls, names and certificates. */
export const edge: readonly Policy[] = [
  {
    id: "CDN-001",
    title: "Viewers use TLS",
    reason: "Log-ins and orders pass here.",
    fix: 'Set viewer_protocol_policy = "redirect-to-https" on every behaviour.',
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_34", "FSBP CloudFront.3"],
    applies: [DISTRIBUTION],
    judge: everyBehaviour("viewer_protocol_policy", (value) => value === "redirect-to-https" || value === "https-only"),
  },
  {
    id: "CDN-002",
    title: "The edge logs requests",
    reason: "Attacks and broken releases are seen here first.",
    fix: "Set logging_config, or an aws_cloudwatch_log_delivery_source for the distribution.",
    severity: "medium",
    pillars: ["security", "operations"],
    frameworks: ["CKV_AWS_86", "FSBP CloudFront.5"],
    applies: [DISTRIBUTION],
    judge: (distribution, inventory) => (at(distribution, "logging_config").length > 0 ? undefined : mustHave("aws_cloudwatch_log_delivery_source", "resource_arn", "arn")(distribution, inventory)),
  },
  {
    id: "CDN-003",
    title: "The edge has a firewall",
    reason: "What is refused here costs nothing behind it.",
    fix: "Set web_acl_id.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_68", "FSBP CloudFront.6"],
    applies: [DISTRIBUTION],
    judge: mustSet("web_acl_id"),
  },
  {
    id: "CDN-004",
    title: "The edge speaks modern TLS under the shop's own name",
    reason: "Old versions can be broken; cloudfront.net's certificate allows them.",
    fix: "Set viewer_certificate with acm_certificate_arn, sni-only and minimum_protocol_version TLSv1.2_2021 or later.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_174", "CKV2_AWS_42", "CKV2_AWS_54", "FSBP CloudFront.7", "FSBP CloudFront.8", "FSBP CloudFront.15"],
    applies: [DISTRIBUTION],
    judge: all(mustSet("viewer_certificate.acm_certificate_arn"), mustBe("viewer_certificate.ssl_support_method", "sni-only"), mustBe("viewer_certificate.minimum_protocol_version", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025")),
  },
  {
    id: "CDN-005",
    title: "The distribution has a root object",
    reason: "Without one a bucket behind it may list what it holds.",
    fix: "Set default_root_object; where the app answers /, except the distribution.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_305", "FSBP CloudFront.1"],
    applies: [DISTRIBUTION],
    judge: mustSet("default_root_object"),
  },
  {
    id: "CDN-006",
    title: "Buckets are read by the distribution only",
    reason: "A bucket that is open for CloudFront by other means is open for all.",
    fix: "Set origin_access_control_id on each S3 origin.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_46", "FSBP CloudFront.13"],
    applies: [DISTRIBUTION],
    judge: (distribution) => {
      const bare = originsOf(distribution).find((origin) => isBucketOrigin(origin) && first(origin, "origin_access_control_id") === undefined);
      return bare === undefined ? undefined : `its origin ${String(first(bare, "origin_id"))} has no origin access control`;
    },
  },
  {
    id: "CDN-007",
    title: "Origins fail over",
    reason: "Models and assets lie in two regions; the edge should know.",
    fix: "Add an origin_group and target it.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_310", "FSBP CloudFront.4"],
    waivedIn: ["dev"],
    applies: [DISTRIBUTION],
    judge: (distribution) => (at(distribution, "origin_group").length > 0 ? undefined : "has no origin_group"),
  },
  {
    id: "CDN-008",
    title: "Every answer carries security headers",
    reason: "The browser keeps to TLS, types and frames only when told.",
    fix: "Set response_headers_policy_id on every behaviour.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_32"],
    applies: [DISTRIBUTION],
    judge: everyBehaviour("response_headers_policy_id", (value) => value !== undefined && value !== ""),
  },
  {
    id: "CDN-009",
    title: "Origins are spoken to in modern TLS",
    reason: "The origin secret and cookies pass here.",
    fix: 'Set custom_origin_config with origin_protocol_policy = "https-only" and origin_ssl_protocols = ["TLSv1.2"].',
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_72", "FSBP CloudFront.9", "FSBP CloudFront.10"],
    applies: [DISTRIBUTION],
    judge: each("origin.custom_origin_config", (origin) =>
      first(origin, "origin_protocol_policy") !== "https-only" ? "speaks plain HTTP to an origin" : at(origin, "origin_ssl_protocols").some((version) => version !== "TLSv1.2") ? "allows an origin old TLS" : undefined,
    ),
  },
  {
    id: "CDN-010",
    title: "The edge compresses",
    reason: "Pages and models arrive in a quarter of the bytes.",
    fix: "Set compress = true on every behaviour.",
    severity: "low",
    pillars: ["performance", "cost"],
    frameworks: ["Well-Architected PERF 4"],
    applies: [DISTRIBUTION],
    judge: everyBehaviour("compress", (value) => value === true),
  },
  {
    id: "CDN-011",
    title: "The edge speaks HTTP/3 and IPv6",
    reason: "Phones on bad networks load a third faster.",
    fix: 'Set http_version = "http2and3" and is_ipv6_enabled = true.',
    severity: "low",
    pillars: ["performance"],
    frameworks: ["Well-Architected PERF 4"],
    applies: [DISTRIBUTION],
    judge: all(mustBe("http_version", "http2and3", "http3"), mustBe("is_ipv6_enabled", true)),
  },
  {
    id: "CDN-012",
    title: "Behaviours use policies",
    reason: "forwarded_values is retired: it knows no Brotli and hides the cache key.",
    fix: "Set cache_policy_id and origin_request_policy_id.",
    severity: "low",
    pillars: ["performance", "operations"],
    frameworks: ["Well-Architected PERF 4"],
    applies: [DISTRIBUTION],
    judge: everyBehaviour("cache_policy_id", (value) => value !== undefined && value !== ""),
  },
  {
    id: "CDN-013",
    title: "Security headers are complete",
    reason: "Each closes its own hole.",
    fix: "Set strict_transport_security (a year, include_subdomains, preload, override), content_type_options, frame_options and referrer_policy.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_259"],
    applies: ["aws_cloudfront_response_headers_policy"],
    judge: (policy, inventory) => {
      const missing = ["strict_transport_security", "content_type_options", "frame_options", "referrer_policy"].filter((header) => at(policy, `security_headers_config.${header}`).length === 0);
      return missing.length > 0 ? `lacks ${missing.join(", ")}` : completeHsts(policy, inventory);
    },
  },
  {
    id: "CDN-014",
    title: "The edge signs what it asks buckets for",
    reason: "Unsigned requests need a public bucket.",
    fix: 'Set signing_behavior = "always" and signing_protocol = "sigv4".',
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP CloudFront.13"],
    applies: ["aws_cloudfront_origin_access_control"],
    judge: all(mustBe("signing_behavior", "always"), mustBe("signing_protocol", "sigv4")),
  },
  {
    id: "CDN-015",
    title: "Buckets behind the edge exist",
    reason: "Somebody else can make a bucket of the name and serve what they like in the shop's name.",
    fix: "Declare the bucket, or remove the origin.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP CloudFront.12"],
    judgeEnvironment: (inventory) => {
      const names = new Set(inventory.ofType("aws_s3_bucket").map((bucket) => first(bucket, "bucket")));
      return inventory.ofType(DISTRIBUTION).flatMap((distribution) =>
        originsOf(distribution).flatMap((origin) => {
          const name = BUCKET_NAME.exec(String(first(origin, "domain_name")))?.[1];
          return name === undefined || names.has(name) ? [] : [`no stack declares the bucket ${name} that ${distribution.address} reads`];
        }),
      );
    },
  } satisfies EnvironmentPolicy,
  {
    id: "WAF-001",
    title: "Firewalls know common attacks",
    reason: "Log4Shell and its kin are tried on every address, every day.",
    fix: "Add AWSManagedRulesCommonRuleSet and AWSManagedRulesKnownBadInputsRuleSet.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_192", "CKV_AWS_175", "CKV2_AWS_47", "CKV2_AWS_76", "FSBP WAF.10"],
    applies: [ACL],
    judge: (acl) => {
      const missing = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"].filter((name) => !managed(acl).includes(name) && !ruleJson(acl).includes(name));
      return missing.length > 0 ? `lacks ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "WAF-002",
    title: "Firewalls slow down floods",
    reason: "One client must not take the shop from all others.",
    fix: "Add a rate_based_statement that blocks.",
    severity: "medium",
    pillars: ["security", "reliability"],
    frameworks: ["Well-Architected SEC 5"],
    applies: [ACL],
    judge: (acl) => (at(acl, "rule.statement.rate_based_statement").length > 0 || /rate_?based_?statement/i.test(ruleJson(acl)) ? undefined : "has no rate rule"),
  },
  {
    id: "WAF-003",
    title: "Firewalls log",
    reason: "Who was refused, and whether wrongly, is otherwise unknown.",
    fix: "Declare an aws_wafv2_web_acl_logging_configuration.",
    severity: "medium",
    pillars: ["security", "operations"],
    frameworks: ["CKV2_AWS_31", "FSBP WAF.11"],
    applies: [ACL],
    judge: mustHave("aws_wafv2_web_acl_logging_configuration", "resource_arn", "arn"),
  },
  {
    id: "WAF-004",
    title: "Firewalls' rules are measured",
    reason: "A rule that refuses shoppers shows in its metric.",
    fix: "Set visibility_config.cloudwatch_metrics_enabled = true on the list and its rules.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["FSBP WAF.12"],
    applies: [ACL],
    judge: all(mustBe("visibility_config.cloudwatch_metrics_enabled", true), (acl, inventory) => (rules(acl).length > 0 ? mustBe("rule.visibility_config.cloudwatch_metrics_enabled", true)(acl, inventory) : undefined)),
  },
  {
    id: "WAF-005",
    title: "Firewall logs hold no credentials",
    reason: "Cookies and tokens in a log are sessions for whoever reads it.",
    fix: "Add redacted_fields for the cookie and authorization headers.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 8"],
    applies: ["aws_wafv2_web_acl_logging_configuration"],
    judge: (logging) => {
      const redacted = at(logging, "redacted_fields.single_header.name").map((name) => String(name).toLowerCase());
      const missing = ["authorization", "cookie"].filter((name) => !redacted.includes(name));
      return missing.length > 0 ? `does not redact ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "WAF-006",
    title: "Every rule of a firewall does something",
    reason: "A rule without an action is refused at apply, or only counts.",
    fix: "Set action, or override_action none for groups.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_342"],
    applies: [ACL],
    judge: each("rule", (rule) => (at(rule, "action").length > 0 || at(rule, "override_action").length > 0 ? undefined : `its rule ${String(first(rule, "name"))} has no action`)),
  },
  {
    id: "DNS-001",
    title: "Zones are signed",
    reason: "Nobody can then answer for the shop's name with another address.",
    fix: "Declare aws_route53_key_signing_key and aws_route53_hosted_zone_dnssec.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_38"],
    applies: ["aws_route53_zone"],
    judge: where((zone) => at(zone, "vpc").length === 0, mustHave("aws_route53_hosted_zone_dnssec", "hosted_zone_id", "zone_id")),
  },
  {
    id: "DNS-002",
    title: "Zones log what is asked",
    reason: "Who looks for names that don't exist is looking for a way in.",
    fix: "Declare an aws_route53_query_log.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_39", "FSBP Route53.2"],
    applies: ["aws_route53_zone"],
    judge: where((zone) => at(zone, "vpc").length === 0, mustHave("aws_route53_query_log", "zone_id", "zone_id")),
  },
  {
    id: "DNS-003",
    title: "Health checks notice within half a minute",
    reason: "Until then shoppers are sent to a region that is down.",
    fix: "Set type HTTPS, request_interval = 10 and failure_threshold = 3.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 11"],
    applies: ["aws_route53_health_check"],
    judge: where((check) => !/CALCULATED|CLOUDWATCH|RECOVERY/.test(String(first(check, "type"))), all(mustBe("type", "HTTPS", "HTTPS_STR_MATCH"), mustBe("request_interval", 10), mustBeWithin("failure_threshold", { least: 1, most: 3 }))),
  },
  {
    id: "DNS-004",
    title: "Records of several regions follow their health",
    reason: "A latency record without health keeps the nearest region's shoppers in its outage.",
    fix: "Set health_check_id or alias.evaluate_target_health = true.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 10"],
    applies: ["aws_route53_record"],
    judge: where(
      (record) => at(record, "latency_routing_policy").length > 0 || at(record, "failover_routing_policy").length > 0 || at(record, "weighted_routing_policy").length > 0,
      (record) => (first(record, "health_check_id") !== undefined || at(record, "alias.evaluate_target_health").includes(true) ? undefined : "follows no health"),
    ),
  },
  {
    id: "DNS-005",
    title: "Only Amazon may issue certificates for the shop",
    reason: "A mistaken or bribed authority could otherwise issue one.",
    fix: "Declare a CAA record in the zone.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 9"],
    applies: ["aws_route53_zone"],
    judge: where((zone) => at(zone, "vpc").length === 0, (zone, inventory) => (inventory.ofType("aws_route53_record").some((record) => record.stack === zone.stack && first(record, "type") === "CAA") ? undefined : "has no CAA record")),
  },
  {
    id: "DNS-006",
    title: "Certificates renew by themselves",
    reason: "One that somebody has to confirm by mail runs out one day.",
    fix: 'Set validation_method = "DNS".',
    severity: "high",
    pillars: ["reliability", "security"],
    frameworks: ["FSBP ACM.1"],
    applies: ["aws_acm_certificate"],
    judge: mustBe("validation_method", "DNS"),
  },
  {
    id: "DNS-007",
    title: "Certificates have strong keys and are logged publicly",
    reason: "Short keys can be broken; the public log shows a certificate that we did not ask for.",
    fix: "Set key_algorithm RSA_2048 or EC_prime256v1, and leave transparency logging on.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_234", "FSBP ACM.2"],
    applies: ["aws_acm_certificate"],
    judge: all(mustNotBe("key_algorithm", "RSA_1024"), mustNotBe("options.certificate_transparency_logging_preference", "DISABLED")),
  },
  {
    id: "DNS-009",
    title: "Certificates name their hosts",
    reason: "A wildcard's stolen key poses as every host, those to come too.",
    fix: "List the names in domain_name and subject_alternative_names.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_71"],
    applies: ["aws_acm_certificate"],
    judge: (certificate) => {
      const wide = [...at(certificate, "domain_name"), ...at(certificate, "subject_alternative_names")].find((name) => String(name).startsWith("*"));
      return wide === undefined ? undefined : `is for ${String(wide)}`;
    },
  },
  {
    id: "DNS-008",
    title: "Certificates are waited for",
    reason: "A listener or distribution made before its certificate is valid fails half-way.",
    fix: "Declare an aws_acm_certificate_validation.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 6"],
    applies: ["aws_acm_certificate"],
    judge: mustHave("aws_acm_certificate_validation", "certificate_arn", "arn"),
  },
];
