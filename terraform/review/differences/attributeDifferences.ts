import type { PlanChange } from "../../plan/planChange.ts";
import { isMasked, same, withoutIndexes } from "../../plan/planValues.ts";
import { UNKNOWN, type Value } from "../../plan/resource.ts";
import { compareLines, type Line } from "./lines.ts";
import { readable } from "./readable.ts";
import { HIDDEN } from "./secrets.ts";

/** One attribute that differs, ready to be shown: nothing secret is in it. */
export interface AttributeDifference {
  /** Dotted, with list indexes. */
  path: string;
  /** It forces the replacement. */
  forces: boolean;
  lines: Line[];
}

const MOST = 120;
const NOT_TOLD = new Set(["tags_all", "timeouts"]);

/** The attributes in which a change differs, those that force a replacement first. */
export function attributeDifferences(change: PlanChange): AttributeDifference[] {
  const forced = new Set(change.replacePaths.map(withoutIndexes));
  const found: AttributeDifference[] = [];
  const visit = (before: Value | undefined, after: Value | undefined, path: string[]) => {
    if (found.length >= MOST || same(before, after) || (path.length === 1 && NOT_TOLD.has(path[0] ?? ""))) return;
    if (isFields(before) || isFields(after) || (isBlocks(before) && isBlocksOrNothing(after)) || (isBlocks(after) && isBlocksOrNothing(before))) {
      const keys = new Set([...Object.keys(isContainer(before) ? before : {}), ...Object.keys(isContainer(after) ? after : {})]);
      if (isContainer(before) || before === undefined || before === null) {
        if (isContainer(after) || after === undefined || after === null) {
          for (const key of keys) visit(child(before, key), child(after, key), [...path, key]);
          return;
        }
      }
    }
    const difference = compare(change, before, after, path);
    if (difference) found.push({ path: path.join("."), forces: forced.has(withoutIndexes(path.join("."))) || forced.has(path[0] ?? ""), lines: difference });
  };
  visit(change.before ?? undefined, change.after ?? undefined, []);
  return found.sort((a, b) => Number(b.forces) - Number(a.forces));
}

/**
 * The differences that a reader has to know, and how many attributes of a replacement AWS will merely choose again,
 * such as ids and addresses.
 */
export function toldDifferences(change: PlanChange): { told: AttributeDifference[]; chosenAgain: number } {
  const all = attributeDifferences(change);
  if (change.action !== "replace") return { told: all, chosenAgain: 0 };
  const told = all.filter(({ path, forces }) => forces || !isChosenAgain(change, path));
  return { told, chosenAgain: all.length - told.length };
}

/** Known after apply, and no expression of ours sets it. */
function isChosenAgain({ after, references }: PlanChange, path: string): boolean {
  const value = path.split(".").reduce<Value | undefined>(child, after ?? undefined);
  const [first = ""] = path.split(".");
  return value === UNKNOWN && !Object.keys(references).some((attribute) => attribute === first || attribute.startsWith(`${first}.`));
}

/** `and 12 more that AWS will choose again`. */
export function chosenAgainInWords(number: number): string {
  return `and ${number} more that AWS will choose again`;
}

function compare(change: PlanChange, before: Value | undefined, after: Value | undefined, path: string[]): Line[] | undefined {
  const masked = isMasked(change.beforeSensitive, path) || isMasked(change.afterSensitive, path);
  const show = (value: Value | undefined): string[] => {
    if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
    if (value === UNKNOWN) return ["known after apply"];
    return masked ? [`${HIDDEN} Terraform calls it sensitive`] : readable(value, path.filter((part) => !/^\d+$/.test(part)).at(-1) ?? "");
  };
  const [was, is] = [show(before), show(after)];
  if (was.length === 0 && is.length === 0) return undefined;
  // What a new resource will be given by AWS tells a reader nothing.
  if (change.action === "create" && after === UNKNOWN) return undefined;
  if (was.join("\n") === is.join("\n")) return [{ kind: "removed", text: was[0] ?? "" }, { kind: "added", text: `${is[0] ?? ""} (another value)` }];
  return compareLines(was, is);
}

type Fields = { [key: string]: Value };

function isFields(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBlocks(value: Value | undefined): value is Value[] {
  return Array.isArray(value) && value.some(isFields);
}

function isBlocksOrNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || isBlocks(value) || (Array.isArray(value) && value.length === 0);
}

function isContainer(value: Value | undefined): value is Fields | Value[] {
  return typeof value === "object" && value !== null;
}

function child(value: Value | undefined, key: string): Value | undefined {
  return isContainer(value) ? (value as Fields)[key] : undefined;
}
