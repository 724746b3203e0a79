import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { SesDomainDkim } from "@cdktf/provider-aws/lib/ses-domain-dkim";
import { SesDomainIdentity } from "@cdktf/provider-aws/lib/ses-domain-identity";
import { SesDomainMailFrom } from "@cdktf/provider-aws/lib/ses-domain-mail-from";
import { SesEventDestination } from "@cdktf/provider-aws/lib/ses-event-destination";
import { Sesv2ConfigurationSet } from "@cdktf/provider-aws/lib/sesv2-configuration-set";
import { Sesv2ConfigurationSetEventDestination } from "@cdktf/provider-aws/lib/sesv2-configuration-set-event-destination";
import { Fn } from "../../cdktf.ts";
import { REGION_CODE } from "../../config/regions.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { MAIL_CONFIGURATION_SET } from "./functionEnvironment.ts";

const HOUR_SECONDS = 3600;
/** SES signs with three keys in turn. */
const DKIM_RECORDS = [0, 1, 2];

type MakeRecord = (id: string, name: string, type: string, value: string) => void;

/** The domain as a verified sender in this region: DKIM, its own return path, TLS only, returned mail reported. */
export function makeMail(stack: EnvironmentStack): void {
  const { environment } = stack;
  const identity = new SesDomainIdentity(stack, "domain", { domain: environment.domain });
  const signing = new SesDomainDkim(stack, "domain_dkim", { domain: identity.domain });
  const record: MakeRecord = (id, name, type, value) => {
    // Both regions may be given the same DKIM tokens: then both write the same record.
    const allowOverwrite = type === "CNAME";
    new Route53Record(stack, id, { zoneId: lookup(stack, "global", "zone-id"), name, type, ttl: HOUR_SECONDS, records: [value], allowOverwrite });
  };
  for (const index of DKIM_RECORDS) {
    const token = Fn.element(signing.dkimTokens, index) as string;
    record(`dkim_${index}`, `${token}._domainkey.${environment.domain}`, "CNAME", `${token}.dkim.amazonses.com`);
  }
  makeReturnPath(stack, identity, record);
  reportMail(stack);
  if (stack.region === environment.placement.primary) {
    record("dmarc", `_dmarc.${environment.domain}`, "TXT", `v=DMARC1; p=reject; adkim=s; aspf=r; rua=mailto:${environment.contacts.inform}`);
  }
}

/** A return path takes exactly one MX record, which names a region: each region has a name of its own. */
function makeReturnPath(stack: EnvironmentStack, identity: SesDomainIdentity, record: MakeRecord): void {
  const domain = `mail-${REGION_CODE[stack.region]}.${stack.environment.domain}`;
  new SesDomainMailFrom(stack, "return_path", { domain: identity.domain, mailFromDomain: domain, behaviorOnMxFailure: "RejectMessage" });
  record("return_path_mx", domain, "MX", `10 feedback-smtp.${stack.region}.amazonses.com`);
  record("return_path_spf", domain, "TXT", "v=spf1 include:amazonses.com -all");
}

/** How mail is sent (TLS or not at all) and what is told of it: numbers to CloudWatch, sent and returned mail to EventBridge. */
function reportMail(stack: EnvironmentStack): void {
  const { names, region } = stack;
  const settings = new Sesv2ConfigurationSet(stack, "mail", {
    configurationSetName: names.of(MAIL_CONFIGURATION_SET),
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  new SesEventDestination(stack, "mail_metrics", {
    name: "metrics",
    configurationSetName: settings.configurationSetName,
    enabled: true,
    matchingTypes: ["send", "delivery", "bounce", "complaint", "reject", "renderingFailure"],
    cloudwatchDestination: [{ dimensionName: "ConfigurationSet", valueSource: "messageTag", defaultValue: names.of(MAIL_CONFIGURATION_SET) }],
  });
  new Sesv2ConfigurationSetEventDestination(stack, "mail_returned_events", {
    configurationSetName: settings.configurationSetName,
    eventDestinationName: "returned",
    eventDestination: {
      enabled: true,
      matchingEventTypes: ["SEND", "BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"],
      // SES takes no bus but the default one; the rules `mail-sent` and `mail-returned` lead on from there.
      eventBridgeDestination: { eventBusArn: names.arn("events", region, "event-bus/default") },
    },
  });
}
