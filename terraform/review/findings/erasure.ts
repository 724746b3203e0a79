import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { pairedChanges } from "../pairing.ts";
import { STATEFUL_TYPES } from "../statefulTypes.ts";
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
    const was = expiringRules(before);
    const added = expiringRules(after).filter((rule) => !was.some((old) => old.days <= rule.days && takesIn(old, rule)));
    if (added.length > 0) {
      const more = added.every(({ name }) => was.some((old) => old.name === name));
      return [finding(change, "danger", "data", words`${[more ? "More objects are deleted, or sooner" : "Objects begin to be deleted"]}: ${change.address} expires them by ${list(added.map(({ name }) => name))}`, {
        attribute: "rule.expiration",
        detail: words`${list(added.map(({ name, days, prefix, scope }) => `${name}: ${scope === "" ? (prefix === "" ? "every object" : `objects under ${prefix}`) : `objects that match ${scope}`}, ${days > 0 ? `after ${days} days` : "from a date on"}`))}.`,
      })];
    }
  }
  if (type === "aws_dynamodb_table" && before !== null && at(after, "ttl.enabled").includes(true)) {
    const [was, is] = [at(before, "ttl.attribute_name")[0], at(after, "ttl.attribute_name")[0]];
    if (at(before, "ttl.enabled").includes(true)) {
      if (was === is) return [];
      return [finding(change, "danger", "data", words`Items of ${change.address} are deleted by another time: ${String(is)} in place of ${String(was)}`, { attribute: "ttl.attribute_name", detail: words`If that time lies in the past, they go within days.` })];
    }
    return [finding(change, "danger", "data", words`Items of ${change.address} begin to be deleted when their time is up`, { attribute: "ttl" })];
  }
  if (type === "aws_ecr_lifecycle_policy" && before === null && !freshOwner) return [finding(change, "look", "data", words`Old images begin to be deleted by ${change.address}`)];
  return [];
}

interface Expiry {
  name: string;
  /** After how many days; 0 for a date. */
  days: number;
  /** What keys begin with; empty for every object. */
  prefix: string;
  /** What else objects must match, as JSON; empty for nothing else. */
  scope: string;
}

function expiringRules(state: Block | null): Expiry[] {
  if (state === null) return [];
  return [...at(state, "rule"), ...at(state, "lifecycle_rule")].flatMap((rule): Expiry[] => {
    if (!isBlock(rule) || rule.status === "Disabled" || rule.enabled === false) return [];
    const when = at(rule, "expiration").find((expiration): expiration is Block => isBlock(expiration) && (Number(expiration.days ?? 0) > 0 || Boolean(expiration.date)));
    if (when === undefined) return [];
    const prefix = [...at(rule, "prefix"), ...at(rule, "filter.prefix"), ...at(rule, "filter.and.prefix")].find((text) => typeof text === "string" && text !== "");
    const others = ["tags", "filter.tag", "filter.and.tags", "filter.object_size_greater_than", "filter.object_size_less_than", "filter.and.object_size_greater_than", "filter.and.object_size_less_than"];
    const scope = others.flatMap((path) => at(rule, path).filter((value) => value !== null && value !== 0 && JSON.stringify(value) !== "{}"));
    return [{ name: String(rule.id ?? "a rule"), days: Number(when.days ?? 0), prefix: typeof prefix === "string" ? prefix : "", scope: scope.length === 0 ? "" : JSON.stringify(scope) }];
  });
}

/** Whether a rule expires all that another one does. */
function takesIn(wide: Expiry, narrow: Expiry): boolean {
  return narrow.prefix.startsWith(wide.prefix) && (wide.scope === "" || wide.scope === narrow.scope);
}

/** Blocks that hold data of their own. */
const PARTS: readonly { type: RegExp; path: string; says: string }[] = [
  { type: /^aws_dynamodb_table$/, path: "replica.region_name", says: "a region's copy of the table is deleted" },
  { type: /^aws_dynamodb_table$/, path: "global_secondary_index.name", says: "an index is deleted: queries on it fail" },
  { type: /^aws_secretsmanager_secret$/, path: "replica.region", says: "a region's copy of the secret is deleted" },
  { type: /^aws_backup_plan$/, path: "rule.rule_name", says: "no backups are taken by that rule any more" },
  { type: /^aws_backup_plan$/, path: "rule.copy_action.destination_vault_arn", says: "no copies of backups are kept there any more" },
  { type: /^aws_backup_selection$/, path: "resources", says: "no backups are taken of it any more" },
  { type: /^aws_backup_selection$/, path: "selection_tag.value", says: "no backups are taken of what is tagged so any more" },
  { type: /^aws_instance$/, path: "ebs_block_device.device_name", says: "a volume is detached" },
  { type: /^aws_cognito_user_pool$/, path: "schema.name", says: "an attribute of all users goes" },
];

function parts(change: PlanChange, before: Block | null, after: Block): Finding[] {
  if (before === null || (change.action === "replace" && change.type in STATEFUL_TYPES)) return [];
  return PARTS.filter(({ type }) => type.test(change.type)).flatMap(({ path, says }) => {
    const lost = at(before, path).filter((name) => !at(after, path).includes(name)).map(String);
    return lost.length === 0 || at(after, path).some(isUnknown) ? [] : [finding(change, "danger", "data", words`${change.address} loses ${list(lost)}: ${[says]}`, { attribute: path.split(".")[0] ?? path })];
  });
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
