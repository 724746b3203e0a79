import { at, first } from "../plan/resource.ts";
import { mustBe, mustBeWithin, mustHave, mustSet } from "./judges.ts";
import type { Policy } from "./policy.ts";

const VAULT = "aws_backup_vault";
const PLAN = "aws_backup_plan";

/** Backups beyond what each store keeps itself. */
export const backup: readonly Policy[] = [
  {
    id: "BAK-001",
    title: "Vaults are encrypted with a key of ours",
    reason: "A backup is the data.",
    fix: "Set kms_key_arn.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_166", "FSBP Backup.1"],
    applies: [VAULT],
    judge: mustSet("kms_key_arn"),
  },
  {
    id: "BAK-002",
    title: "Backups can't be deleted before their time",
    reason: "Who extorts deletes the backups first.",
    fix: "Declare an aws_backup_vault_lock_configuration.",
    severity: "medium",
    pillars: ["security", "reliability"],
    frameworks: ["Well-Architected REL 9", "Well-Architected SEC 8"],
    waivedIn: ["dev"],
    applies: [VAULT],
    judge: mustHave("aws_backup_vault_lock_configuration", "backup_vault_name"),
  },
  {
    id: "BAK-003",
    title: "Vaults say who may delete",
    reason: "Administrators of stores should not be those of their backups.",
    fix: "Declare an aws_backup_vault_policy that denies backup:DeleteRecoveryPoint.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 8"],
    waivedIn: ["dev"],
    applies: [VAULT],
    judge: mustHave("aws_backup_vault_policy", "backup_vault_name"),
  },
  {
    id: "BAK-004",
    title: "Backups are kept five weeks, then ended",
    reason: "Shorter misses what is found late; without end each costs for ever.",
    fix: "Set lifecycle.delete_after to at least 35 days.",
    severity: "medium",
    pillars: ["reliability", "cost"],
    frameworks: ["Well-Architected REL 9"],
    waivedIn: ["dev", "staging"],
    applies: [PLAN],
    judge: mustBeWithin("rule.lifecycle.delete_after", { least: 35 }),
  },
  {
    id: "BAK-005",
    title: "Backups are copied to another region",
    reason: "A backup beside what it saves is lost with it.",
    fix: "Add copy_action to the other region's vault.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 13"],
    waivedIn: ["dev"],
    applies: [PLAN],
    judge: mustSet("rule.copy_action.destination_vault_arn"),
  },
  {
    id: "BAK-006",
    title: "Plans back something up",
    reason: "A plan without a selection makes no backup.",
    fix: "Declare an aws_backup_selection by tag or ARN.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["CKV2_AWS_8", "FSBP RDS.26", "FSBP DynamoDB.4"],
    applies: [PLAN],
    judge: (plan, inventory) => {
      const selections = inventory.attachedTo(plan, "aws_backup_selection", "plan_id", "id");
      if (selections.length === 0) return "no aws_backup_selection names it";
      return selections.some((selection) => at(selection, "resources").length > 0 || at(selection, "selection_tag").length > 0) ? undefined : "its selection selects nothing";
    },
  },
  {
    id: "BAK-007",
    title: "Databases and tables are backed up",
    reason: "Their own backups end with them.",
    fix: "Declare an AWS Backup plan in the data stack.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["FSBP RDS.26", "FSBP DynamoDB.4"],
    judgeEnvironment: (inventory) => (inventory.ofType("aws_rds_cluster", "aws_dynamodb_table").length > 0 && inventory.ofType("aws_backup_selection").length === 0 ? ["no backup selection holds the databases and tables"] : []),
  },
  {
    id: "BAK-008",
    title: "Failed backups are told",
    reason: "A backup that has not run for a month is found on the day it is needed.",
    fix: "Declare aws_backup_vault_notifications for failed jobs.",
    severity: "low",
    pillars: ["operations", "reliability"],
    frameworks: ["Well-Architected OPS 8"],
    waivedIn: ["dev"],
    applies: [VAULT],
    judge: (vault, inventory) => {
      const [notifications] = inventory.attachedTo(vault, "aws_backup_vault_notifications", "backup_vault_name");
      return notifications ? mustSet("backup_vault_events")(notifications, inventory) : "no aws_backup_vault_notifications names it";
    },
  },
  {
    id: "BAK-009",
    title: "Windows of backups are bounded",
    reason: "One that may start any time meets the day's peak.",
    fix: "Set start_window and completion_window, and a schedule.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 6"],
    applies: [PLAN],
    judge: (plan, inventory) => mustSet("rule.schedule")(plan, inventory) ?? (first(plan, "rule.start_window") === undefined ? undefined : mustBe("rule.start_window", 60, 120, 180, 240, 300, 360, 420, 480)(plan, inventory)),
  },
];
