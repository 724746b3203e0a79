import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The certificate that CloudFront shows, and the records that prove every name of the shop to ACM, the origin's among
 * them. ACM asks for the same record for a name in all regions of an account, so these also validate the load
 * balancers' certificates: a stack that declared them again would fight over them.
 * @returns the certificate's ARN, known once it is issued
 */
export function declareEdgeCertificate(stack: EnvironmentStack, zone: Route53Zone): string {
  const provider = stack.provider(EDGE_REGION);
  const { domain } = stack.environment;
  const certificate = new AcmCertificate(stack, "edge", {
    provider,
    domainName: domain,
    subjectAlternativeNames: [`www.${domain}`, stack.names.originDomain],
    validationMethod: "DNS",
    keyAlgorithm: "EC_prime256v1",
    options: { certificateTransparencyLoggingPreference: "ENABLED" },
    lifecycle: { createBeforeDestroy: true },
  });
  const records = new Route53Record(stack, "certificate", {
    zoneId: zone.zoneId,
    name: "${each.value.resource_record_name}",
    type: "${each.value.resource_record_type}",
    records: ["${each.value.resource_record_value}"],
    ttl: 300,
  });
  records.addOverride("for_each", `\${{for option in ${certificate.fqn}.domain_validation_options : option.domain_name => option}}`);
  const validation = new AcmCertificateValidation(stack, "edge_validation", { provider, certificateArn: certificate.arn });
  validation.addOverride("validation_record_fqdns", `\${[for record in ${records.fqn} : record.fqdn]}`);
  return validation.certificateArn;
}
