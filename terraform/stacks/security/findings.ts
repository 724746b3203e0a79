import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { EDGE_REGION, REGION_CODE, type Region } from "../../config/regions.ts";
import { noticeTarget } from "../../constructs/noticeTarget.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

interface Notice {
  id: string;
  description: string;
  pattern: Record<string, unknown>;
  topic: "page" | "inform";
  /** Paths into the event by the names under which `message` shows them, as `<name>`. */
  shown: Record<string, string>;
  message: string;
}

const GUARDDUTY = { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] };
const GUARDDUTY_SHOWN = { title: "$.detail.title", severity: "$.detail.severity", region: "$.region", description: "$.detail.description" };

const everywhere = (region: string): readonly Notice[] => [
  {
    id: "guardduty-high",
    description: "GuardDuty findings of high and critical severity",
    pattern: { ...GUARDDUTY, detail: { severity: [{ numeric: [">=", 7] }] } },
    topic: "page",
    shown: GUARDDUTY_SHOWN,
    message: "GuardDuty in <region>, severity <severity>: <title>. <description>",
  },
  {
    id: "guardduty-medium",
    description: "GuardDuty findings of medium severity",
    pattern: { ...GUARDDUTY, detail: { severity: [{ numeric: [">=", 4, "<", 7] }] } },
    topic: "inform",
    shown: GUARDDUTY_SHOWN,
    message: "GuardDuty in <region>, severity <severity>: <title>. <description>",
  },
  {
    id: "security-hub",
    description: "New findings of Security Hub, Inspector and Access Analyzer that are high or critical",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          // The primary region is shown the others' findings too: each is told of once, where it was found.
          Region: [region],
          // GuardDuty's come by rules of their own, with what they found in the text.
          ProductName: [{ "anything-but": "GuardDuty" }],
          Severity: { Label: ["HIGH", "CRITICAL"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
          // Passed checks are imported too; other products leave the field out.
          Compliance: { Status: [{ exists: false }, "FAILED"] },
        },
      },
    },
    topic: "inform",
    shown: {
      title: "$.detail.findings[0].Title",
      severity: "$.detail.findings[0].Severity.Label",
      product: "$.detail.findings[0].ProductName",
      resource: "$.detail.findings[0].Resources[0].Id",
      region: "$.region",
    },
    message: "<product> in <region>, <severity>: <title>. Resource: <resource>",
  },
  {
    id: "health",
    description: "What AWS Health says of this account: faults, and work that is planned",
    pattern: { source: ["aws.health"], "detail-type": ["AWS Health Event"], detail: { eventTypeCategory: ["issue", "scheduledChange"] } },
    topic: "inform",
    shown: { service: "$.detail.service", code: "$.detail.eventTypeCode", region: "$.region", start: "$.detail.startTime" },
    message: "AWS Health: <service> in <region> from <start>: <code>",
  },
];

/** Trusted Advisor reports in us-east-1 alone, and to accounts with a support plan from Business up. */
const AT_THE_EDGE: readonly Notice[] = [
  {
    id: "trusted-advisor",
    description: "Trusted Advisor checks that turn to a warning or an error",
    pattern: {
      source: ["aws.trustedadvisor"],
      "detail-type": ["Trusted Advisor Check Item Refresh Notification"],
      detail: { status: ["WARN", "ERROR"] },
    },
    topic: "inform",
    shown: { check: "$.detail.check-name", status: "$.detail.status", resource: "$.detail.resource_id" },
    message: "Trusted Advisor, <status>: <check>. Resource: <resource>",
  },
];

/** Sends findings of a region to its topics, as a sentence that can be read on a phone. */
export function declareFindings(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  for (const { id, description, pattern, topic, shown, message } of [...everywhere(region), ...(region === EDGE_REGION ? AT_THE_EDGE : [])]) {
    const rule = new CloudwatchEventRule(stack, `${id.replaceAll("-", "_")}_${code}`, {
      provider,
      name: stack.names.of("findings", id),
      description,
      eventPattern: JSON.stringify(pattern),
    });
    const inputTransformer = { inputPaths: shown, inputTemplate: JSON.stringify(message) };
    noticeTarget(stack, `${id.replaceAll("-", "_")}_${code}_${topic}`, { rule, region, topic, inputTransformer });
  }
}
