import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { edge } from "./edge.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const cdn = (values: Values = {}) => one("aws_cloudfront_distribution", values);
const behaviour = (values: Values, other: Values = values) => cdn({ default_cache_behavior: values, ordered_cache_behavior: [{ path_pattern: "/models/*", ...other }] });
const certificate = { acm_certificate_arn: "arn:c", ssl_support_method: "sni-only", minimum_protocol_version: "TLSv1.2_2021" };
const bucketOrigin = { domain_name: "models.s3.eu-central-1.amazonaws.com", origin_id: "models" };
const appOrigin = (values: Values) => cdn({ origin: [{ domain_name: "origin.shop", custom_origin_config: { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"], ...values } }] });
const headers = { strict_transport_security: { access_control_max_age_sec: 31_536_000, include_subdomains: true, preload: true, override: true }, content_type_options: { override: true }, frame_options: { override: true }, referrer_policy: { override: true } };
const acl = (values: Values = {}) => one("aws_wafv2_web_acl", values);
const groups = (...names: string[]) => acl({ rule: names.map((name) => ({ statement: { managed_rule_group_statement: { name } } })) });
const redacts = (...names: string[]) => one("aws_wafv2_web_acl_logging_configuration", { redacted_fields: names.map((name) => ({ single_header: { name } })) });
const zone = one("aws_route53_zone", { name: "aurolot.shop" });
const inZone = { zone_id: "${aws_route53_zone.it.zone_id}" };
const check = (values: Values) => one("aws_route53_health_check", { type: "HTTPS", request_interval: 10, failure_threshold: 3, ...values });
const acm = (values: Values = {}) => one("aws_acm_certificate", values);

describe("edge", () => {
  testPolicies(edge, {
    "CDN-001": { holds: behaviour({ viewer_protocol_policy: "redirect-to-https" }), breaks: [behaviour({ viewer_protocol_policy: "allow-all" }), behaviour({ viewer_protocol_policy: "https-only" }, { viewer_protocol_policy: "allow-all" })] },
    "CDN-002": { holds: [cdn({ logging_config: { bucket: "b" } }), { ...cdn(), aws_cloudwatch_log_delivery_source: { it: { resource_arn: "${aws_cloudfront_distribution.it.arn}" } } }], breaks: cdn() },
    "CDN-003": { holds: cdn({ web_acl_id: "arn:w" }), breaks: cdn() },
    "CDN-004": { holds: cdn({ viewer_certificate: certificate }), breaks: [cdn({ viewer_certificate: { cloudfront_default_certificate: true } }), cdn({ viewer_certificate: { ...certificate, minimum_protocol_version: "TLSv1" } })] },
    "CDN-005": { holds: cdn({ default_root_object: "index.html" }), breaks: cdn() },
    "CDN-006": { holds: cdn({ origin: [{ ...bucketOrigin, origin_access_control_id: "oac" }] }), breaks: cdn({ origin: [bucketOrigin] }) },
    "CDN-007": { holds: cdn({ origin_group: [{ origin_id: "g" }] }), breaks: cdn() },
    "CDN-008": { holds: behaviour({ response_headers_policy_id: "p" }), breaks: behaviour({ response_headers_policy_id: "p" }, {}) },
    "CDN-009": { holds: appOrigin({}), breaks: [appOrigin({ origin_protocol_policy: "http-only" }), appOrigin({ origin_ssl_protocols: ["TLSv1", "TLSv1.2"] })] },
    "CDN-010": { holds: behaviour({ compress: true }), breaks: behaviour({ compress: true }, {}) },
    "CDN-011": { holds: cdn({ http_version: "http2and3", is_ipv6_enabled: true }), breaks: cdn({ http_version: "http2", is_ipv6_enabled: true }) },
    "CDN-012": { holds: behaviour({ cache_policy_id: "p" }), breaks: behaviour({ forwarded_values: { query_string: true } }) },
    "CDN-013": {
      holds: one("aws_cloudfront_response_headers_policy", { security_headers_config: headers }),
      breaks: [one("aws_cloudfront_response_headers_policy", {}), one("aws_cloudfront_response_headers_policy", { security_headers_config: { ...headers, strict_transport_security: { access_control_max_age_sec: 60 } } })],
    },
    "CDN-014": { holds: one("aws_cloudfront_origin_access_control", { signing_behavior: "always", signing_protocol: "sigv4" }), breaks: one("aws_cloudfront_origin_access_control", { signing_behavior: "never" }) },
    "CDN-015": { holds: { ...cdn({ origin: [bucketOrigin] }), aws_s3_bucket: { it: { bucket: "models" } } }, breaks: cdn({ origin: [bucketOrigin] }) },
    "WAF-001": { holds: groups("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"), breaks: [acl(), groups("AWSManagedRulesCommonRuleSet")] },
    "WAF-002": { holds: acl({ rule: [{ statement: { rate_based_statement: { limit: 2000 } } }] }), breaks: acl() },
    "WAF-003": { holds: { ...acl(), aws_wafv2_web_acl_logging_configuration: { it: { resource_arn: "${aws_wafv2_web_acl.it.arn}" } } }, breaks: acl() },
    "WAF-004": {
      holds: acl({ visibility_config: { cloudwatch_metrics_enabled: true }, rule: [{ visibility_config: { cloudwatch_metrics_enabled: true } }] }),
      breaks: [acl(), acl({ visibility_config: { cloudwatch_metrics_enabled: true }, rule: [{ visibility_config: { cloudwatch_metrics_enabled: false } }] })],
    },
    "WAF-005": { holds: redacts("authorization", "cookie"), breaks: redacts("authorization") },
    "WAF-006": { holds: acl({ rule: [{ name: "a", action: { block: {} } }, { name: "b", override_action: { none: {} } }] }), breaks: acl({ rule: [{ name: "a" }] }) },
    "DNS-001": { holds: { ...zone, aws_route53_hosted_zone_dnssec: { it: { hosted_zone_id: "${aws_route53_zone.it.zone_id}" } } }, breaks: zone },
    "DNS-002": { holds: { ...zone, aws_route53_query_log: { it: inZone } }, breaks: zone },
    "DNS-003": { holds: check({}), breaks: [check({ request_interval: 30 }), check({ type: "TCP" }), check({ failure_threshold: 5 })] },
    "DNS-004": { holds: one("aws_route53_record", { latency_routing_policy: { region: "eu-west-1" }, health_check_id: "h" }), breaks: one("aws_route53_record", { latency_routing_policy: { region: "eu-west-1" } }) },
    "DNS-005": { holds: { ...zone, aws_route53_record: { it: { type: "CAA", ...inZone } } }, breaks: zone },
    "DNS-006": { holds: acm({ validation_method: "DNS" }), breaks: acm({ validation_method: "EMAIL" }) },
    "DNS-007": { holds: acm({ key_algorithm: "EC_prime256v1" }), breaks: [acm({ key_algorithm: "RSA_1024" }), acm({ options: { certificate_transparency_logging_preference: "DISABLED" } })] },
    "DNS-009": { holds: acm({ domain_name: "aurolot.shop" }), breaks: [acm({ domain_name: "*.aurolot.shop" }), acm({ domain_name: "a", subject_alternative_names: ["*.a"] })] },
    "DNS-008": { holds: { ...acm(), aws_acm_certificate_validation: { it: { certificate_arn: "${aws_acm_certificate.it.arn}" } } }, breaks: acm() },
  });
});
