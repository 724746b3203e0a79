import type { Plan, ResourceChange } from "./terraform.ts";

/** An attribute that a plan would change, or a resource that it would create, destroy or replace. */
export interface Change {
  address: string;
  type: string;
  action: "create" | "update" | "delete" | "replace";
  /** Dotted, without list positions, e.g. `rule.expiration.days`; empty but for updates. */
  attribute: string;
}

/** What a plan changes, attribute by attribute; reading data is no change. */
export function changesOf(plan: Plan): Change[] {
  return (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed").flatMap(changesOfResource);
}

function changesOfResource({ address, type, change }: ResourceChange): Change[] {
  const { actions, before, after, after_unknown: unknown } = change;
  if (actions.length > 1) return [{ address, type, action: "replace", attribute: "" }];
  if (actions[0] === "update") {
    const attributes = new Set(differing(before, after, unknown, []));
    return [...attributes].map((attribute) => ({ address, type, action: "update", attribute }));
  }
  return actions[0] === "create" || actions[0] === "delete" ? [{ address, type, action: actions[0], attribute: "" }] : [];
}

function differing(before: unknown, after: unknown, unknown: unknown, path: string[]): string[] {
  if (unknown === true) return [path.join(".")];
  if (isObject(before) || isObject(after) || isObject(unknown)) {
    const [was, is, open] = [before, after, unknown].map((value) => (isObject(value) ? value : {})) as Record<string, unknown>[];
    const names = new Set([was, is, open].flatMap((value) => Object.keys(value ?? {})));
    return [...names].flatMap((name) => differing(was?.[name], is?.[name], open?.[name], Array.isArray(before ?? after ?? unknown) ? path : [...path, name]));
  }
  return empty(before) && empty(after) ? [] : before === after ? [] : [path.join(".")];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function empty(value: unknown): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}
