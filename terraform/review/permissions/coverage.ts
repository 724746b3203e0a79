import type { Condition, PolicyStatement } from "./statement.ts";

/** Whether everything that an IAM pattern (`*`, `?`) matches, another one matches too. */
export function patternCovers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  if (!/[*?]/.test(outer)) return false;
  const expression = outer.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", "[^*]");
  return new RegExp(`^${expression}$`, "s").test(inner);
}

/** Actions are the same in any case. */
export function actionCovers(outer: string, inner: string): boolean {
  return patternCovers(outer.toLowerCase(), inner.toLowerCase());
}

/** Whether a principal includes another: everybody, and an account each of its own. */
export function principalCovers(outer: string, inner: string): boolean {
  if (outer === "*" || outer === inner) return true;
  const account = /^arn:[\w-]+:iam::(\d{12}):root$/.exec(outer)?.[1];
  return account !== undefined && inner.startsWith("arn:") && inner.split(":")[4] === account;
}

/** Whether conditions let everything through that others let through: each of them is among those, or wider. */
export function conditionsCover(outer: readonly Condition[], inner: readonly Condition[]): boolean {
  return outer.every((wide) =>
    inner.some((narrow) => {
      if (wide.operator !== narrow.operator || wide.key !== narrow.key) return false;
      // A negated operator shuts out what it lists: fewer values let more through.
      const [few, many] = wide.operator.includes("not") ? [wide.values, narrow.values] : [narrow.values, wide.values];
      const like = wide.operator.includes("like") || wide.operator.includes("arn");
      return few.every((value) => many.some((other) => (like && !wide.operator.includes("not") ? patternCovers(other, value) : other === value)));
    }),
  );
}

/** One action on one resource by one principal, out of a statement. */
export interface Grant {
  statement: PolicyStatement;
  /** Empty in identity policies. */
  principal: string;
  /** `!` before what is everything but a list. */
  action: string;
  resource: string;
}

/** All that a statement says, one by one. */
export function grantsOf(statement: PolicyStatement): Grant[] {
  const either = (named: string[], not: string[]) => (named.length > 0 ? named : not.length > 0 ? [`!${[...not].sort().join(",")}`] : [""]);
  return either(statement.principals, statement.notPrincipals).flatMap((principal) =>
    either(statement.actions, statement.notActions).flatMap((action) =>
      either(statement.resources, statement.notResources).map((resource) => ({ statement, principal, action, resource })),
    ),
  );
}

/** Whether a grant of one set of statements is included in a grant of another. */
export function grantCovers(outer: Grant, inner: Grant, { conditions = true } = {}): boolean {
  return (
    part(outer.action, inner.action, actionCovers) &&
    part(outer.principal, inner.principal, principalCovers) &&
    part(outer.resource, inner.resource, patternCovers) &&
    (!conditions || conditionsCover(outer.statement.conditions, inner.statement.conditions))
  );
}

/** Everything but a list includes what the list does not touch, and everything but a longer list. */
function part(outer: string, inner: string, covers: (outer: string, inner: string) => boolean): boolean {
  if (outer === inner) return true;
  if (outer.startsWith("!")) {
    const shut = outer.slice(1).split(",");
    if (inner.startsWith("!")) return shut.every((pattern) => inner.slice(1).split(",").some((other) => covers(other, pattern)));
    return !shut.some((pattern) => covers(pattern, inner) || covers(inner, pattern));
  }
  if (inner.startsWith("!")) return outer === "*";
  return covers(outer, inner);
}
