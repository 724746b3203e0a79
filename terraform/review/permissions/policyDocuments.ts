import { isChange, type Block, type PlanChange } from "../../plan/planChange.ts";
import { isMasked } from "../../plan/planValues.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import type { Scene } from "../finding.ts";
import { documentFromData } from "./documentData.ts";
import { grantResource } from "./grantResources.ts";
import { parsePolicy, type PolicyStatement } from "./statement.ts";
import { kindOf, ownerOf, subjectOf, type PolicyKind } from "./subject.ts";

/** A policy before and after, put together from all resources that write it. */
export interface PolicyPair {
  kind: PolicyKind;
  attribute: string;
  /** The change that a finding is shown at. */
  change: PlanChange;
  owner: PlanChange | undefined;
  before: PolicyStatement[];
  after: PolicyStatement[];
  /** What can't be read before apply. */
  unknown: "nothing" | "parts" | "all";
  /** Terraform hides the value: its words must not be shown. */
  masked: boolean;
}

const POLICY_ATTRIBUTES = /(^|\.)(policy|assume_role_policy|access_policies|access_policy|resource_policy|policy_document|policy_text|inline_policy|repository_policy|key_policy|content)$/;

/** All policies that a plan touches. */
export function policyPairs({ plan, byAddress }: Scene): PolicyPair[] {
  const byName = new Map(plan.changes.flatMap((change) => ["name", "bucket", "id", "arn", "key_id", "function_name"].flatMap((attribute) => namesOf(change, attribute))));
  const pairs = new Map<string, PolicyPair>();
  for (const change of plan.changes) {
    if (change.mode === "data") continue;
    for (const [attribute, found] of documentsOf(change, byAddress)) {
      const kind = kindOf(change, attribute);
      const key = `${subjectOf(change)} ${kind}`;
      const pair = pairs.get(key) ?? { kind, attribute, change, owner: ownerOf(change, byAddress, byName), before: [], after: [], unknown: "nothing", masked: false };
      if (isChange(change) && (!isChange(pair.change) || pair.change.action === "delete")) Object.assign(pair, { change, attribute });
      pair.before.push(...found.before);
      pair.after.push(...found.after);
      if (found.unknown !== "nothing") pair.unknown = found.unknown;
      pair.masked ||= isMasked(change.afterSensitive, attribute.split(".")) || isMasked(change.beforeSensitive, attribute.split("."));
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].filter(({ change }) => isChange(change));
}

function namesOf(change: PlanChange, attribute: string): [string, PlanChange][] {
  if (change.mode === "data" || /policy|attachment|public_access|_acl$|versioning|_grant$|permission|_alias$|_configuration$/.test(change.type)) return [];
  return [change.before, change.after].flatMap((state): [string, PlanChange][] => {
    const value = state?.[attribute];
    return typeof value === "string" && !isUnknown(value) ? [[value, change]] : [];
  });
}

type Found = Pick<PolicyPair, "before" | "after" | "unknown">;

function documentsOf(change: PlanChange, byAddress: ReadonlyMap<string, PlanChange>): Map<string, Found> {
  const found = new Map<string, Found>();
  const entry = (attribute: string) => {
    const known = found.get(attribute) ?? { before: [], after: [], unknown: "nothing" };
    found.set(attribute, known);
    return known;
  };
  for (const side of ["before", "after"] as const) {
    const state = change[side];
    if (state === null) continue;
    const special = grantResource(change, state);
    if (special) entry("grant")[side].push(...special);
    for (const [attribute, value] of texts(state)) {
      const statements = parsePolicy(value);
      if (statements) entry(attribute)[side].push(...statements);
      else if (side === "after" && isUnknown(value) && POLICY_ATTRIBUTES.test(attribute)) readLater(change, attribute, entry, byAddress);
    }
  }
  return found;
}

/** A policy that is known only after apply: what its data source tells already is read. */
function readLater(change: PlanChange, attribute: string, entry: (attribute: string) => Found, byAddress: ReadonlyMap<string, PlanChange>): void {
  const sources = change.references[attribute] ?? [];
  const had = at(change.before ?? {}, attribute).length > 0;
  if (sources.length === 0 && !had) return;
  const known = entry(attribute);
  const documents = sources.flatMap((address) => byAddress.get(address) ?? []).filter(({ type }) => type === "aws_iam_policy_document");
  const read = documents.map((document) => documentFromData(document, byAddress));
  known.after.push(...read.flatMap(({ statements }) => statements));
  known.unknown = documents.length > 0 && read.every(({ complete }) => complete) ? "parts" : "all";
}

/** All strings of a block by their dotted paths, without indexes. */
function texts(block: Block): [string, string][] {
  const visit = (value: Value, path: string): [string, string][] => {
    if (typeof value === "string") return /statement|\\u00/i.test(value) || isUnknown(value) ? [[path, value]] : [];
    if (Array.isArray(value)) return value.flatMap((item) => visit(item, path));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => visit(item, path === "" ? key : `${path}.${key}`));
  };
  return visit(block, "");
}
