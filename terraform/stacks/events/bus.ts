import { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { EVENT_SOURCE } from "../../../app/domain/shopEvents.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { MAIL_CONFIGURATION_SET } from "./functionEnvironment.ts";
import { BUS_RULES, UPLOAD_RULES, type DefaultBusEvents, type RuleToQueue } from "./rules.ts";

/** How far back events can be replayed. */
const ARCHIVE_DAYS = 30;

/** The shop's event bus with its archive and its rules, and those rules on the default bus that feed our queues. */
export function makeBus(stack: EnvironmentStack, keyArn: string): CloudwatchEventBus {
  const { names, region, environment } = stack;
  const bus = new CloudwatchEventBus(stack, "shop", {
    name: names.of("shop"),
    description: "What happens in the shop: orders, payments, carts, stock",
    kmsKeyIdentifier: keyArn,
    deadLetterConfig: { arn: names.queueArn("bus-dlq", region) },
  });
  new CloudwatchEventBusPolicy(stack, "shop_policy", {
    eventBusName: bus.name,
    policy: policyDocument({
      Sid: "TheShopOfThisAccountSends",
      Principal: { AWS: `arn:aws:iam::${environment.accountId}:root` },
      Action: "events:PutEvents",
      Resource: names.busArn(region),
      Condition: { StringEquals: { "events:source": EVENT_SOURCE } },
    }),
  });
  new CloudwatchEventArchive(stack, "shop_archive", {
    name: names.of("shop"),
    description: `Every event of the shop for ${ARCHIVE_DAYS} days, to replay after a fault`,
    eventSourceArn: bus.arn,
    retentionDays: ARCHIVE_DAYS,
    eventPattern: JSON.stringify({ source: [EVENT_SOURCE] }),
  });
  for (const rule of BUS_RULES) {
    ruleToQueue(stack, rule, { source: [EVENT_SOURCE], "detail-type": rule.detailTypes }, bus.name);
  }
  for (const rule of UPLOAD_RULES) ruleToQueue(stack, rule, uploadPattern(stack, rule.watches));
  return bus;
}

function ruleToQueue(stack: EnvironmentStack, rule: RuleToQueue, pattern: object, busName?: string): void {
  const { names, region } = stack;
  const id = rule.name.replaceAll("-", "_");
  const declared = new CloudwatchEventRule(stack, id, {
    name: names.of(rule.name),
    description: rule.description,
    eventBusName: busName,
    eventPattern: JSON.stringify(pattern),
    state: runsHere(stack, rule) ? "ENABLED" : "DISABLED",
  });
  new CloudwatchEventTarget(stack, `${id}_target`, {
    rule: declared.name,
    eventBusName: busName,
    targetId: rule.queue,
    arn: names.queueArn(rule.queue, region),
    deadLetterConfig: { arn: names.queueArn(`${rule.queue}-dlq`, region) },
    retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
  });
}

/**
 * Uploads are worked on in the primary region and reach the other by replication, which S3 reports as an upload there:
 * the second region's rules for objects stay off until it takes over (docs/runbooks).
 */
function runsHere({ region, environment }: EnvironmentStack, rule: RuleToQueue): boolean {
  const watchesObjects = rule.queue === "render-jobs" || rule.queue === "thumbnails";
  return !watchesObjects || region === environment.placement.primary;
}

function uploadPattern({ names, region }: EnvironmentStack, watches: DefaultBusEvents): object {
  if (watches === "mail-sent") {
    // Other senders of the account report to the same bus, and not every mail is one of an event.
    const tags = { "ses:configuration-set": [names.of(MAIL_CONFIGURATION_SET)], event: [{ exists: true }] };
    return { source: ["aws.ses"], "detail-type": ["Email Sent"], detail: { mail: { tags } } };
  }
  if (watches === "mail-returned") {
    return {
      source: ["aws.ses"],
      "detail-type": ["Email Bounced", "Email Complaint Received", "Email Rejected", "Email Rendering Failed"],
    };
  }
  const created = { source: ["aws.s3"], "detail-type": ["Object Created"] };
  if (watches === "sources") return { ...created, detail: { bucket: { name: [names.bucket("sources", region)] } } };
  return { ...created, detail: { bucket: { name: [names.bucket("models", region)] }, object: { key: [{ wildcard: "models/*/poster/*" }] } } };
}
