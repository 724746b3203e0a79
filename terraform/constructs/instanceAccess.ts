import { policyDocument, type Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

/** The namespace of what instances measure of themselves. */
export const INSTANCE_METRICS = "Aurolot/Instances";

/**
 * Who takes on an instance's role. EC2 states no source account when it does, so a condition on it would leave the
 * instances without credentials.
 */
export const TRUST_EC2 = policyDocument({ Sid: "TrustEc2", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });

/**
 * What every instance may do: be reached by Session Manager, fetch its release, log, measure, and say that it is up.
 * Written out because AmazonSSMManagedInstanceCore also reads every parameter of the account.
 * @param logs the parts of the fleet's log group, as `Names.logGroup` takes them
 * @param artifact the name of its archive within a release
 * @param fleet the Auto Scaling group's name
 */
export function instanceStatements(stack: EnvironmentStack, { logs, artifact, fleet }: { logs: string; artifact: string; fleet: string }): [Statement, ...Statement[]] {
  const { names, region } = stack;
  return [
    {
      // These actions know no resources.
      Sid: "SessionManager",
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    { Sid: "FetchRelease", Action: "s3:GetObject", Resource: `${names.bucketArn("releases", region)}/releases/*/${artifact}` },
    {
      Sid: "WriteLogs",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      Resource: [names.logGroupArn(region, logs), `${names.logGroupArn(region, logs)}:*`],
    },
    {
      // Metrics know no resources; the namespace is the limit.
      Sid: "MeasureOwnNamespaces",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringLike: { "cloudwatch:namespace": "Aurolot/*" } },
    },
    {
      Sid: "SayThatItIsUp",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: names.arn("autoscaling", region, `autoScalingGroup:*:autoScalingGroupName/${fleet}`),
    },
  ];
}
