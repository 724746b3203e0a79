import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Sesv2ConfigurationSet } from "@cdktf/provider-aws/lib/sesv2-configuration-set";
import { Sesv2ConfigurationSetEventDestination } from "@cdktf/provider-aws/lib/sesv2-configuration-set-event-destination";
import { Sesv2EmailIdentity } from "@cdktf/provider-aws/lib/sesv2-email-identity";
import { Sesv2EmailIdentityMailFromAttributes } from "@cdktf/provider-aws/lib/sesv2-email-identity-mail-from-attributes";
import { Fn } from "../../cdktf.ts";
import { REGION_CODE } from "../../config/regions.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { MAIL_CONFIGURATION_SET } from "./functionEnvironment.ts";

const HOUR_SECONDS = 3600;
/** SES signs with three keys in turn. */
const DKIM_RECORDS = [0, 1, 2];
const RETURNED = ["BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"];

/** The domain as a verified sender in this region: DKIM, its own return path, TLS only, returned mail reported. */
export function makeMail(stack: EnvironmentStack): void {
  const { names, environment } = stack;
  const settings = new Sesv2ConfigurationSet(stack, "mail", {
    configurationSetName: names.of(MAIL_CONFIGURATION_SET),
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  const identity = new Sesv2EmailIdentity(stack, "domain", {
    emailIdentity: environment.domain,
    configurationSetName: settings.configurationSetName,
    dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
  });
  reportReturnedMail(stack, settings);
  const record = (id: string, name: string, type: string, value: string) =>
    new Route53Record(stack, id, { zoneId: lookup(stack, "global", "zone-id"), name, type, ttl: HOUR_SECONDS, records: [value] });
  for (const index of DKIM_RECORDS) {
    const token = Fn.element(identity.dkimSigningAttributes.tokens, index) as string;
    record(`dkim_${index}`, `${token}._domainkey.${environment.domain}`, "CNAME", `${token}.dkim.amazonses.com`);
  }
  makeReturnPath(stack, identity, record);
  if (stack.region === environment.placement.primary) {
    record("dmarc", `_dmarc.${environment.domain}`, "TXT", `v=DMARC1; p=reject; adkim=s; aspf=r; rua=mailto:${environment.contacts.inform}`);
  }
}

/** A return path takes exactly one MX record, which names a region: each region has a name of its own. */
function makeReturnPath(stack: EnvironmentStack, identity: Sesv2EmailIdentity, record: (id: string, name: string, type: string, value: string) => void): void {
  const domain = `mail-${REGION_CODE[stack.region]}.${stack.environment.domain}`;
  new Sesv2EmailIdentityMailFromAttributes(stack, "return_path", {
    emailIdentity: identity.emailIdentity,
    mailFromDomain: domain,
    behaviorOnMxFailure: "REJECT_MESSAGE",
  });
  record("return_path_mx", domain, "MX", `10 feedback-smtp.${stack.region}.amazonses.com`);
  record("return_path_spf", domain, "TXT", "v=spf1 include:amazonses.com -all");
}

function reportReturnedMail(stack: EnvironmentStack, settings: Sesv2ConfigurationSet): void {
  const { names, region } = stack;
  new Sesv2ConfigurationSetEventDestination(stack, "returned_events", {
    configurationSetName: settings.configurationSetName,
    eventDestinationName: "returned-events",
    eventDestination: {
      enabled: true,
      matchingEventTypes: RETURNED,
      // SES takes no bus but the default one; the rule `mail-returned` leads on from there.
      eventBridgeDestination: { eventBusArn: names.arn("events", region, "event-bus/default") },
    },
  });
  new Sesv2ConfigurationSetEventDestination(stack, "mail_metrics", {
    configurationSetName: settings.configurationSetName,
    eventDestinationName: "metrics",
    eventDestination: {
      enabled: true,
      matchingEventTypes: ["SEND", "DELIVERY", ...RETURNED],
      cloudWatchDestination: {
        dimensionConfiguration: [
          { dimensionName: "ConfigurationSet", dimensionValueSource: "MESSAGE_TAG", defaultDimensionValue: names.of(MAIL_CONFIGURATION_SET) },
        ],
      },
    },
  });
}
