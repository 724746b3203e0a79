import type { Block, PlanChange } from "../../plan/planChange.ts";
import { isMasked } from "../../plan/planValues.ts";
import { isUnknown, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { pairedChanges } from "../pairing.ts";
import { ACCESS } from "../settings/access.ts";
import { PROTECTIONS } from "../settings/protections.ts";
import type { Setting } from "../settings/setting.ts";
import { plain, words, type Words } from "../words.ts";

const SETTINGS = [...PROTECTIONS, ...ACCESS];

/** Settings by the last part of their path: what a leaf of a resource may match. */
const BY_END = grouped();

/** Settings that got better or worse, in any type of resource, by the list in `settings/`. */
export const settings: Detector = (scene) => pairedChanges(scene).flatMap(({ change, before, after }) => (after === null ? [] : judge(change, before, after)));

function judge(change: PlanChange, before: Block | null, after: Block): Finding[] {
  const [was, is] = [leaves(before ?? {}), leaves(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) =>
    (BY_END.get(end(path)) ?? [])
      .filter((setting) => (path === setting.path || path.endsWith(`.${setting.path}`)) && (setting.types === undefined || setting.types.test(change.type)))
      .flatMap((setting) => compare(change, setting, path, before === null ? undefined : (was.get(path) ?? [null]), is.get(path) ?? [null])),
  );
}

function compare(change: PlanChange, setting: Setting, path: string, was: readonly Value[] | undefined, is: readonly Value[]): Finding[] {
  const scores = (values: readonly Value[]) => values.map(setting.score).filter((score): score is number => score !== undefined);
  if (was === undefined) {
    const { created } = setting;
    if (created === undefined || !is.some((value) => value !== null && !isUnknown(value) && isBad(setting, value))) return [];
    return [finding(change, created, setting.topic, says(change, setting, "worse"), { attribute: path })];
  }
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const [before, after] = [scores(was), scores(is)];
  if (before.length === 0) return [];
  if (is.some(isUnknown)) {
    const named = Object.keys(change.references).some((attribute) => path.startsWith(attribute) || attribute.startsWith(path));
    const matters = named && setting.worse === "danger" && Math.max(...before) > 0 && !was.some(isUnknown) && !/kms|snapshot_identifier/.test(path);
    return matters ? [finding(change, "look", "unreadable", words`Whether ${change.address} keeps ${path} is known only after apply`, { attribute: path })] : [];
  }
  if (after.length === 0) {
    const removed = is.every((value) => value === null) && setting.name !== "" && Math.max(...before) > 0;
    return removed ? [finding(change, setting.worse, setting.topic, words`No longer sets ${plain(setting.name)} of ${change.address}`, { attribute: path, detail: fromTo(change, path, was, is) })] : [];
  }
  // One more block is judged by itself: it takes nothing from those that stay.
  const added = [...is];
  const stays = was.every((value) => added.some((other, index) => JSON.stringify(other) === JSON.stringify(value) && added.splice(index, 1).length > 0));
  if (stays && !added.some((value) => setting.score(value) === 0)) return [];
  const [worstBefore, worstAfter] = [Math.min(...before), Math.min(...after)];
  const detail = { attribute: path, detail: fromTo(change, path, was, is) };
  if (worstAfter < worstBefore || (worstAfter === worstBefore && after.length === before.length && sum(after) < sum(before))) {
    return [finding(change, setting.worse, setting.topic, says(change, setting, "worse", worstAfter), detail)];
  }
  if (setting.name === "" && worstAfter === worstBefore) return [];
  if (worstAfter > worstBefore) return [finding(change, "note", setting.topic, says(change, setting, "better"), detail)];
  return /kms|key_arn/.test(path) && setting.worse === "danger" ? [finding(change, "look", "protection", words`Another key encrypts ${change.address}`, detail)] : [];
}

/** Whether a value is of the kind that the setting warns of, judged alone. */
function isBad({ score, path }: Setting, value: Value): boolean {
  const found = score(value);
  return found !== undefined && found <= (path === "acl" || path === "grantee.uri" ? 3 : 0);
}

function says(change: PlanChange, { name, says: own, path }: Setting, way: "better" | "worse", score = 0): Words {
  if (own !== undefined && way === "worse") return words`${plain(own)} ${change.address}`;
  if (name === "") return words`No longer so open: ${change.address} (${path})`;
  const verb = way === "better" ? "Strengthens" : score <= 0 ? "Turns off" : "Lowers";
  return words`${plain(verb)} ${plain(name)} of ${change.address}`;
}

function fromTo(change: PlanChange, path: string, was: readonly Value[], is: readonly Value[]): Words {
  const parts = path.split(".");
  if (isMasked(change.beforeSensitive, parts) || isMasked(change.afterSensitive, parts)) return words`${path}: hidden as sensitive.`;
  return words`${path}: ${show(was)} → ${show(is)}.`;
}

function show(values: readonly Value[]): string {
  return values.map((value) => (value === null ? "not set" : typeof value === "object" ? "set" : String(value))).join(", ");
}

function end(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function grouped(): Map<string, Setting[]> {
  const byEnd = new Map<string, Setting[]>();
  for (const setting of SETTINGS) byEnd.set(end(setting.path), [...(byEnd.get(end(setting.path)) ?? []), setting]);
  return byEnd;
}

/** Every value by its dotted path without indexes; a block counts too, as what is set. */
function leaves(block: Block): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  const add = (path: string, value: Value) => found.set(path, [...(found.get(path) ?? []), value]);
  const visit = (value: Value, path: string) => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, path);
    } else if (typeof value === "object" && value !== null) {
      if (path !== "") add(path, value);
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
    } else if (value !== null) add(path, value);
  };
  visit(block, "");
  return found;
}
