import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key";
import type { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { EDGE_REGION } from "../../config/regions.ts";
import { keyPolicy } from "../../constructs/encryptionKey.ts";
import { except } from "../../constructs/exception.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * Signs the zone. Resolvers check the signatures once the parent zone holds the DS record that the stack puts out;
 * before the key is ever replaced, that record must be gone from the parent for as long as it is cached.
 */
export function declareDnssec(stack: EnvironmentStack, zone: Route53Zone): void {
  // Route 53 takes keys of us-east-1 and of this one type. KMS rotates no asymmetric keys.
  const provider = stack.provider(EDGE_REGION);
  const key = new KmsKey(stack, "dnssec", {
    provider,
    description: "Signs the keys of the zone",
    customerMasterKeySpec: "ECC_NIST_P256",
    keyUsage: "SIGN_VERIFY",
    deletionWindowInDays: 30,
    policy: keyPolicy(stack, dnssecKeyUsers(stack.environment.accountId)),
    lifecycle: stack.environment.deletionProtection ? { preventDestroy: true } : undefined,
  });
  except(key, {
    policy: "KMS-007",
    reason: "Route 53 is documented to state its source when it signs, not when it asks for the grant: that statement holds for grants of AWS's own services alone.",
  });
  new KmsAlias(stack, "dnssec_alias", { provider, name: stack.names.keyAlias("dnssec"), targetKeyId: key.keyId });
  const signingKey = new Route53KeySigningKey(stack, "zone_signing", {
    hostedZoneId: zone.zoneId,
    keyManagementServiceArn: key.arn,
    name: stack.names.of("zone").replaceAll("-", "_"),
    status: "ACTIVE",
  });
  new Route53HostedZoneDnssec(stack, "zone_signed", { hostedZoneId: zone.zoneId, signingStatus: "SIGNING", dependsOn: [signingKey] });
  stack.addOverride("output.ds_record", { value: `\${${signingKey.fqn}.ds_record}`, description: "What the parent zone holds as DS record of this zone" });
}

function dnssecKeyUsers(accountId: string): Statement[] {
  const zonesOfThisAccount = { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" } };
  const Principal = { Service: "dnssec-route53.amazonaws.com" };
  return [
    { Sid: "Route53SignsZones", Principal, Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"], Resource: "*", Condition: zonesOfThisAccount },
    {
      // As AWS documents it: nothing says that Route 53 states its source when it asks for the grant.
      Sid: "Route53KeepsSigning",
      Principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
