import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { logGroup } from "../../constructs/logGroup.ts";
import { trustService } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The default fields and those that tell which instance, service and direction a flow belongs to. */
const FLOW_FIELDS = [
  "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end",
  "action", "log-status", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "pkt-srcaddr", "pkt-dstaddr", "pkt-dst-aws-service",
  "flow-direction", "traffic-path",
];

/** Logs who talked to whom, refused or not. Names that were asked for are watched by GuardDuty, without logs of ours. */
export function makeFlowLogs(stack: EnvironmentStack, vpc: Vpc): void {
  const { names, region } = stack;
  const flows = logGroup(stack, "flows", names.logGroup("flows"));
  const role = new Role(stack, "flow_logs", stack, {
    name: names.regional(region, "flow-logs"),
    description: `Writes the flow logs of ${names.of()} in ${region}`,
    trust: trustService("vpc-flow-logs.amazonaws.com", stack.environment.accountId),
    statements: [
      {
        Sid: "WriteFlowLogs",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: [names.logGroupArn(region, "flows"), `${names.logGroupArn(region, "flows")}:*`],
      },
    ],
  });
  new FlowLog(stack, "flows_log", {
    vpcId: vpc.id,
    trafficType: "ALL",
    logDestinationType: "cloud-watch-logs",
    logDestination: flows.arn,
    iamRoleArn: role.role.arn,
    maxAggregationInterval: 60,
    logFormat: FLOW_FIELDS.map((field) => `$\${${field}}`).join(" "),
    tags: { Name: names.of("flows") },
    dependsOn: [role.policy],
  }).overrideLogicalId("flows");
}
