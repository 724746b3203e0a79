import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import { noticeTarget } from "../../constructs/noticeTarget.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * Declares that backups, copies and restores of a region that did not succeed are told to `inform`. By EventBridge: the
 * vault's own notifications know failures no longer, though they take their names.
 */
export function declareBackupEvents(stack: EnvironmentStack, region: Region): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const rule = new CloudwatchEventRule(stack, `backup_failed_${code}`, {
    provider,
    name: stack.names.of("backup-failed"),
    description: "Backups, copies and restores that failed, were ended or came too late",
    eventPattern: JSON.stringify({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      // Restores report a status, the others a state.
      detail: { $or: [{ state: ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"] }, { status: ["FAILED", "ABORTED"] }] },
    }),
  });
  noticeTarget(stack, `backup_failed_${code}_inform`, { rule, region, topic: "inform" });
}
