import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { pairedChanges } from "../pairing.ts";
import { list, words } from "../words.ts";

/** What begins to delete data by itself, or loses a part that holds data, without anything being destroyed. */
export const erasure: Detector = (scene) =>
  pairedChanges(scene).flatMap(({ change, before, after }) => {
    if (after === null) return [];
    return [...expiry(change, before, after, scene.changes), ...parts(change, before, after)];
  });

function expiry(change: PlanChange, before: Block | null, after: Block, changes: readonly PlanChange[]): Finding[] {
  const { type } = change;
  const freshOwner = before === null && (change.references.bucket ?? change.references.repository ?? []).some((address) => changes.some((other) => other.address === address && other.action === "create"));
  if (/s3_bucket(_lifecycle_configuration)?$/.test(type) && !freshOwner && !(type === "aws_s3_bucket" && before === null)) {
    const [was, is] = [expiringRules(before), expiringRules(after)];
    const added = is.filter((rule) => !was.includes(rule));
    if (added.length > 0) return [finding(change, "danger", "data", words`Objects begin to be deleted: ${change.address} expires them by ${list(added)}`, { attribute: "rule.expiration" })];
  }
  if (type === "aws_dynamodb_table" && before !== null && at(after, "ttl.enabled").includes(true) && !at(before, "ttl.enabled").includes(true)) {
    return [finding(change, "danger", "data", words`Items of ${change.address} begin to be deleted when their time is up`, { attribute: "ttl" })];
  }
  if (type === "aws_ecr_lifecycle_policy" && before === null && !freshOwner) return [finding(change, "look", "data", words`Old images begin to be deleted by ${change.address}`)];
  return [];
}

function expiringRules(state: Block | null): string[] {
  if (state === null) return [];
  return [...at(state, "rule"), ...at(state, "lifecycle_rule")].flatMap((rule) => {
    if (!isBlock(rule) || rule.status === "Disabled" || rule.enabled === false) return [];
    const when = at(rule, "expiration").find((expiration) => isBlock(expiration) && (Number(expiration.days ?? 0) > 0 || Boolean(expiration.date)));
    return when === undefined ? [] : [String(rule.id ?? "a rule")];
  });
}

/** Blocks that hold data of their own. */
const PARTS: readonly { type: RegExp; path: string; says: string }[] = [
  { type: /^aws_dynamodb_table$/, path: "replica.region_name", says: "a region's copy of the table is deleted" },
  { type: /^aws_dynamodb_table$/, path: "global_secondary_index.name", says: "an index is deleted: queries on it fail" },
  { type: /^aws_secretsmanager_secret$/, path: "replica.region", says: "a region's copy of the secret is deleted" },
  { type: /^aws_backup_plan$/, path: "rule.rule_name", says: "no backups are taken by that rule any more" },
  { type: /^aws_instance$/, path: "ebs_block_device.device_name", says: "a volume is detached" },
  { type: /^aws_cognito_user_pool$/, path: "schema.name", says: "an attribute of all users goes" },
];

function parts(change: PlanChange, before: Block | null, after: Block): Finding[] {
  if (before === null || change.action === "replace") return [];
  return PARTS.filter(({ type }) => type.test(change.type)).flatMap(({ path, says }) => {
    const lost = at(before, path).filter((name) => !at(after, path).includes(name)).map(String);
    return lost.length === 0 ? [] : [finding(change, "danger", "data", words`${change.address} loses ${list(lost)}: ${[says]}`, { attribute: path.split(".")[0] ?? path })];
  });
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
