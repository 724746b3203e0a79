import { REGION_CODE } from "../config/regions.ts";
import type { PolicyException } from "../constructs/exception.ts";
import type { Action, Block, PlanChange } from "./planChange.ts";
import { configurationOf, type ConfigurationReader } from "./planConfiguration.ts";
import type { OutputChange, PlanDocument } from "./planDocument.ts";
import { overlayUnknown, pathOf } from "./planValues.ts";
import type { RawChange, RawPlan, RawResourceChange } from "./rawPlan.ts";
import type { DeclaredResource, Value } from "./resource.ts";

/** A file that is not what `terraform show -json <plan>` writes. */
export class NotAPlanError extends Error {
  override name = "NotAPlanError";
}

export interface PlanContext {
  /** What the plan is called in the review. */
  stack: string;
  source: string;
  /** Exceptions by address, from the synthesised JSON beside the plan. */
  exceptions?: ReadonlyMap<string, PolicyException[]>;
}

/**
 * Reads what `terraform show -json <plan>` writes, from Terraform 0.12 on, whatever made the plan.
 * @throws NotAPlanError where the JSON is a state, a schema or nothing of Terraform's
 */
export function readTerraformPlan(text: string, { stack, source, exceptions = new Map() }: PlanContext): PlanDocument {
  const plan = parse(text, source);
  const configuration = configurationOf(plan.configuration);
  const read = (raw: RawResourceChange) => planChange(raw, stack, configuration);
  // A deferred change comes in a later plan; what it will do is told in this one.
  const deferred = (plan.deferred_changes ?? []).flatMap(({ resource_change: change }) => change ?? []);
  const changes = [...(plan.resource_changes ?? []), ...deferred].map(read);
  expandReferences(changes);
  return {
    stack,
    source,
    terraformVersion: plan.terraform_version,
    changes,
    drift: (plan.resource_drift ?? []).map(read),
    outputs: Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) => outputChange(name, change)),
    declared: changes.flatMap((change) => declared(change, exceptions)),
    preventDestroy: undefined,
    waitsFor: missingProducers(plan),
    incomplete: incompleteness(plan),
    failedChecks: (plan.checks ?? [])
      .filter(({ status }) => status === "fail" || status === "error")
      .map(({ address }) => address?.to_display ?? "a check"),
  };
}

function parse(text: string, source: string): RawPlan {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new NotAPlanError(`${source} is not JSON (${(error as Error).message}): give the output of terraform show -json <plan file>`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new NotAPlanError(`${source} holds no plan: give the output of terraform show -json <plan file>`);
  const plan = json as RawPlan;
  if (typeof plan.format_version !== "string") throw new NotAPlanError(`${source} has no format_version: give the output of terraform show -json <plan file>`);
  if (plan.resource_changes === undefined && plan.planned_values === undefined) {
    throw new NotAPlanError(`${source} is a state or a schema, not a plan: run terraform plan -out=<file>, then terraform show -json <file>`);
  }
  return plan;
}

function planChange(raw: RawResourceChange, stack: string, configuration: ConfigurationReader): PlanChange {
  const { change } = raw;
  const module = raw.module_address ?? "";
  const address = raw.address ?? [module, raw.mode === "data" ? "data" : "", raw.type, raw.name].filter(Boolean).join(".");
  const declaredAs = configuration(address);
  return {
    stack,
    address,
    previousAddress: raw.previous_address === address ? undefined : raw.previous_address,
    mode: raw.mode === "data" ? "data" : "managed",
    type: raw.type,
    name: raw.name,
    module,
    provider: (raw.provider_name ?? raw.type.split("_")[0] ?? "").split("/").at(-1) ?? "",
    region: regionOf(change) ?? declaredAs.region,
    action: actionOf(change.actions),
    createFirst: change.actions[0] === "create" && change.actions.length > 1,
    deposed: raw.deposed !== undefined,
    before: block(change.before),
    after: block(overlayUnknown(change.after ?? null, change.after_unknown ?? false)),
    beforeSensitive: change.before_sensitive ?? false,
    afterSensitive: change.after_sensitive ?? false,
    replacePaths: (change.replace_paths ?? []).map(pathOf),
    reason: raw.action_reason,
    importing: change.importing?.id,
    references: declaredAs.references,
  };
}

function actionOf(actions: readonly string[]): Action {
  const has = (action: string) => actions.includes(action);
  if (has("create") && (has("delete") || has("forget"))) return has("delete") ? "replace" : "forget";
  if (has("delete")) return "delete";
  if (has("forget")) return "forget";
  if (has("update")) return "update";
  if (has("create")) return "create";
  return has("read") ? "read" : "no-op";
}

function regionOf(change: RawChange): string | undefined {
  for (const state of [change.after, change.before]) {
    const { region, arn } = block(state) ?? {};
    if (typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return region;
    const fromArn = typeof arn === "string" ? arn.split(":")[3] : undefined;
    if (fromArn) return fromArn;
  }
  return undefined;
}

function block(value: Value | undefined): Block | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}

/** Expressions name a resource; with `count` or `for_each` that means each of its instances. */
function expandReferences(changes: PlanChange[]): void {
  const instances = new Map<string, string[]>();
  for (const { address } of changes) {
    const bare = address.replace(/\[[^\]]*\]$/, "");
    instances.set(bare, [...(instances.get(bare) ?? []), address]);
  }
  for (const change of changes) {
    const index = /\[[^\]]*\]$/.exec(change.address)?.[0] ?? "";
    change.references = Object.fromEntries(
      Object.entries(change.references).map(([attribute, addresses]) => [
        attribute,
        addresses.flatMap((address) => {
          const known = instances.get(address);
          if (!known) return [address];
          return known.includes(address + index) ? [address + index] : known;
        }),
      ]),
    );
  }
}

function outputChange(name: string, change: RawChange): OutputChange[] {
  const action = actionOf(change.actions);
  if (action !== "create" && action !== "update" && action !== "delete") return [];
  const sensitive = change.before_sensitive === true || change.after_sensitive === true;
  return [{
    name,
    action,
    before: change.before ?? null,
    after: overlayUnknown(change.after ?? null, change.after_unknown ?? false),
    sensitive,
    uncovered: change.before_sensitive === true && change.after_sensitive === false && action === "update",
  }];
}

function declared(change: PlanChange, exceptions: ReadonlyMap<string, PolicyException[]>): DeclaredResource[] {
  const { stack, address, type, name, mode, region, after, references } = change;
  if (after === null || change.deposed) return [];
  return [{ stack, address, type, name, mode, region, values: after, references, exceptions: exceptions.get(address) ?? [] }];
}

function incompleteness(plan: RawPlan): string[] {
  const reasons: string[] = [];
  if (plan.errored === true) reasons.push("Terraform failed while it made this plan: what it had not reached is missing");
  else if (plan.complete === false) reasons.push("Terraform calls this plan incomplete (a target or deferred changes): a later plan brings more");
  const deferred = plan.deferred_changes?.length ?? 0;
  if (deferred > 0) reasons.push(`${deferred} ${deferred === 1 ? "change is" : "changes are"} deferred to a later plan`);
  return reasons;
}

/** Producers of `constructs/registry.ts` that have published nothing yet: the plan shows placeholders for their values. */
function missingProducers(plan: RawPlan): string[] {
  const regions = new Map(Object.entries(REGION_CODE).map(([region, code]) => [code, region]));
  return (plan.prior_state?.values?.root_module?.resources ?? []).flatMap(({ type, name, values }) => {
    if (type !== "aws_ssm_parameters_by_path" || !Array.isArray(values?.names) || values.names.length > 0) return [];
    const [, environment, producer] = /^\/aurolot\/([^/]+)\/registry\/([^/]+)$/.exec(String(values.path)) ?? [];
    if (environment === undefined || producer === undefined) return [];
    const regional = ["network", "events", "web", "render", "observability"].includes(producer);
    return [[environment, producer, ...(regional ? [regions.get(name.split("_").at(-1) ?? "") ?? ""] : [])].filter(Boolean).join("-")];
  });
}
