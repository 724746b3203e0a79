import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The load balancer's certificate: for the origin's name, to which CloudFront connects, and the shop's, which it
 * forwards as Host. The records that prove both stand in the global stack: ACM asks for the same ones in all regions.
 * @returns the certificate's ARN, known once it is issued
 */
export function declareCertificate(stack: EnvironmentStack): string {
  const certificate = new AcmCertificate(stack, "origin_certificate", {
    domainName: stack.names.originDomain,
    subjectAlternativeNames: [stack.environment.domain],
    validationMethod: "DNS",
    keyAlgorithm: "RSA_2048",
    options: { certificateTransparencyLoggingPreference: "ENABLED" },
    lifecycle: { createBeforeDestroy: true },
  });
  certificate.overrideLogicalId("origin");
  const validation = new AcmCertificateValidation(stack, "origin_validation", { certificateArn: certificate.arn });
  validation.overrideLogicalId("origin");
  return validation.certificateArn;
}
