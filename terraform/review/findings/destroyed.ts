import { ends, type PlanChange } from "../../plan/planChange.ts";
import { at } from "../../plan/resource.ts";
import { withoutIndexes } from "../../plan/planValues.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { GUARDS } from "./guards.ts";
import { LIGHTLY_STATEFUL, ROUTINELY_REPLACED, SERVING_TYPES, STATEFUL_TYPES } from "../statefulTypes.ts";
import { list, words, type Words } from "../words.ts";

/** What is destroyed, replaced or let go of, stores of data first, with what forces it. */
export const destroyed: Detector = ({ changes }) =>
  changes.flatMap((change): Finding[] => {
    if (change.action === "forget") return [forgotten(change)];
    if (!ends(change)) return [];
    const lost = STATEFUL_TYPES[change.type] ?? unnamedStore(change);
    if (change.deposed) return [deposed(change, lost)];
    return lost === undefined ? stateless(change) : [store(change, lost)];
  });

/** What a replacement left behind half-way; of a store, it is the one with the data. */
function deposed(change: PlanChange, lost: string | undefined): Finding {
  const title = words`Destroys an older object of ${change.address} that a replacement left behind`;
  if (lost === undefined || LIGHTLY_STATEFUL.has(change.type)) return finding(change, "look", "destroyed", title);
  return finding(change, "danger", "data", title, { detail: words`Lost: ${[lost]}. Make sure that the new one holds all that the old one held.` });
}

function store(change: PlanChange, lost: string): Finding {
  const severity = LIGHTLY_STATEFUL.has(change.type) ? "look" : "danger";
  const title = change.action === "replace" ? words`Replaces ${change.address}: ${force(change)}` : words`Destroys ${change.address}${why(change)}`;
  return finding(change, severity, "data", title, { detail: words`Lost: ${[lost]}.${safetyNet(change)}`, attribute: attributeOf(change), rank: rankOf(change) });
}

/** In the list's order: databases first; an instance after the clusters, for it holds no data of its own. */
function rankOf({ type }: PlanChange): number {
  return type === "aws_rds_cluster_instance" ? ORDER.length : ORDER.indexOf(type) + 1;
}

const ORDER = Object.keys(STATEFUL_TYPES);

function stateless(change: PlanChange): Finding[] {
  // The detector of protections says what that means.
  if (change.action === "delete" && change.type in GUARDS) return [];
  const consequence = SERVING_TYPES[change.type];
  const severity = consequence === undefined && (ROUTINELY_REPLACED.has(change.type) || !change.type.startsWith("aws_")) && change.action === "replace" ? "note" : "look";
  const title = change.action === "replace" ? words`Replaces ${change.address}: ${force(change)}` : words`Destroys ${change.address}${why(change)}`;
  const soft = change.action === "replace" && change.createFirst ? words` The new one is made first.` : [];
  return [finding(change, severity, "destroyed", title, {
    attribute: attributeOf(change),
    ...(consequence === undefined ? {} : { detail: words`${[sentence(consequence)]}${soft}` }),
  })];
}

function forgotten(change: PlanChange): Finding {
  const stateful = change.type in STATEFUL_TYPES;
  return finding(change, stateful ? "danger" : "look", stateful ? "data" : "destroyed", words`Lets go of ${change.address}: it lives on, but nothing manages it any more`, {
    detail: words`Its settings are no longer watched or reviewed, and a later create may collide with it.`,
  });
}

/** A type that no list knows, but that says of itself that it is a store. */
function unnamedStore({ type, before }: PlanChange): string | undefined {
  if (/(^|_)(database|db_instance|sql_instance|bucket|volume|disk|file_system|ledger|datastore|data_store)$/.test(type)) return "what it stores";
  const guarded = before && ["deletion_protection", "deletion_protection_enabled", "final_snapshot_identifier", "backup_retention_period"].some((key) => before[key]);
  return guarded && SERVING_TYPES[type] === undefined ? "what it stores, as far as its settings tell" : undefined;
}

/** The attribute that forces a replacement, with its values. */
function force(change: PlanChange): Words {
  if (change.reason === "replace_because_tainted") return words`it is marked as tainted`;
  if (change.reason === "replace_by_request") return words`it was asked for (-replace)`;
  if (change.replacePaths.length > 0) {
    const paths = [...new Set(change.replacePaths.map(withoutIndexes))];
    const triggered = change.reason === "replace_by_triggers" ? ["replace_triggered_by: "] : [];
    return words`${triggered}${list(paths)} ${["force"]}${[paths.length === 1 ? "s" : ""]} it`;
  }
  if (change.reason === "replace_by_triggers") return words`something that it names in replace_triggered_by changes`;
  return words`the plan does not say which attribute forces it`;
}

const DELETE_REASONS: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "it is no longer declared",
  delete_because_no_module: "its module is no longer declared",
  delete_because_wrong_repetition: "its count or for_each changed its form",
  delete_because_count_index: "its count became smaller",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_move_target: "it was moved to an address that is not declared",
};

function why({ reason }: PlanChange): Words {
  const known = reason === undefined ? undefined : DELETE_REASONS[reason];
  return known === undefined ? [] : [`: ${known}`];
}

function safetyNet({ before, type }: PlanChange): Words {
  if (before === null) return [];
  const on = (path: string) => at(before, path).includes(true);
  if (["deletion_protection", "deletion_protection_enabled"].some(on)) return words` Deletion protection is on before, so AWS refuses it unless that is taken away first.`;
  if (on("skip_final_snapshot")) return words` No final snapshot is taken.`;
  if (on("force_destroy") || on("force_delete")) return words` It is emptied first, without asking (${"force_destroy"}).`;
  if (type === "aws_s3_bucket") return words` AWS refuses it while objects are in it.`;
  const days = at(before, "deletion_window_in_days")[0];
  if (typeof days === "number") return words` It can be brought back for ${[String(days)]} days.`;
  return [];
}

function attributeOf({ replacePaths }: PlanChange): string | undefined {
  return replacePaths.length > 0 ? replacePaths.map(withoutIndexes).join(", ") : undefined;
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}.`;
}
