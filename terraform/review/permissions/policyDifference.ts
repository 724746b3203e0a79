import { conditionsCover, grantCovers, grantsOf, type Grant } from "./coverage.ts";
import type { Condition, PolicyStatement } from "./statement.ts";

/** What appears in or vanishes from a policy, put together by statement. */
export interface PolicyDifference {
  kind: "appears" | "vanishes";
  statement: PolicyStatement;
  principals: string[];
  actions: string[];
  resources: string[];
  /** The very same was there, but under more conditions: these are gone or wider. */
  looserConditions: Condition[];
}

/**
 * Compares what two policies say, not how they are written: splitting a statement, reordering or renaming it is no
 * difference.
 */
export function policyDifferences(before: readonly PolicyStatement[], after: readonly PolicyStatement[]): PolicyDifference[] {
  const [old, now] = [before.flatMap(grantsOf), after.flatMap(grantsOf)];
  return [...differences("appears", now, old), ...differences("vanishes", old, now)];
}

function differences(kind: PolicyDifference["kind"], these: readonly Grant[], others: readonly Grant[]): PolicyDifference[] {
  const byStatement = new Map<PolicyStatement, { grants: Grant[]; looser: Condition[] }>();
  for (const grant of these) {
    const rivals = others.filter(({ statement }) => statement.effect === grant.statement.effect);
    if (rivals.some((other) => grantCovers(other, grant))) continue;
    const entry = byStatement.get(grant.statement) ?? { grants: [], looser: [] };
    entry.grants.push(grant);
    const conditioned = rivals.find((other) => grantCovers(other, grant, { conditions: false }));
    if (conditioned) {
      for (const condition of conditioned.statement.conditions) {
        if (!conditionsCover([condition], grant.statement.conditions) && !entry.looser.includes(condition)) entry.looser.push(condition);
      }
    }
    byStatement.set(grant.statement, entry);
  }
  return [...byStatement].map(([statement, { grants, looser }]) => ({
    kind,
    statement,
    principals: unique(grants.map(({ principal }) => principal)),
    actions: unique(grants.map(({ action }) => action)),
    resources: unique(grants.map(({ resource }) => resource)),
    looserConditions: looser,
  }));
}

function unique(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "");
}
