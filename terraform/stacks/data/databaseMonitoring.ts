import { trustService } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The role by which RDS writes an instance's operating system metrics, every minute, to CloudWatch Logs. */
export function declareMonitoringRole(stack: EnvironmentStack): Role {
  const group = (suffix: string) => stack.names.arn("logs", "*", `log-group:RDSOSMetrics${suffix}`);
  return new Role(stack, "database_monitoring", stack, {
    name: stack.names.of("database-monitoring"),
    description: "RDS enhanced monitoring",
    trust: trustService("monitoring.rds.amazonaws.com", stack.environment.accountId),
    statements: [
      { Sid: "KeepTheGroup", Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], Resource: group(":*") },
      {
        Sid: "WriteMetrics",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
        Resource: group(":log-stream:*"),
      },
    ],
  });
}
