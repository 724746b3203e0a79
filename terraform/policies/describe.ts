import type { Excepted, Finding, Judgement } from "./judge.ts";

/** A finding without the rule's whole text, for other programs. */
export interface FindingJson {
  environment: string;
  policy: string;
  title: string;
  severity: string;
  stack: string | undefined;
  resource: string | undefined;
  message: string;
  reason: string;
  fix: string;
  /** Why it is excepted, where it is. */
  exception?: string;
}

/** The findings and exceptions of each environment as plain data. */
export function judgementAsJson(judgements: ReadonlyMap<string, Judgement>): { findings: FindingJson[]; excepted: FindingJson[] } {
  const plain = (environment: string, { policy, resource, message }: Finding): FindingJson => ({
    environment,
    policy: policy.id,
    title: policy.title,
    severity: policy.severity,
    stack: resource?.stack,
    resource: resource?.address,
    message,
    reason: policy.reason,
    fix: policy.fix,
  });
  return {
    findings: [...judgements].flatMap(([environment, { findings }]) => findings.map((finding) => plain(environment, finding))),
    excepted: [...judgements].flatMap(([environment, { excepted }]) => excepted.map((finding) => ({ ...plain(environment, finding), exception: finding.reason }))),
  };
}

/** The findings by stack, each with what, why and fix; then the exceptions with their reasons; then the sum. */
export function describeJudgement(judgements: ReadonlyMap<string, Judgement>): string {
  return [...judgements].map(([environment, judgement]) => describeEnvironment(environment, judgement)).join("\n\n");
}

function describeEnvironment(environment: string, { findings, excepted, asked }: Judgement): string {
  const stackOf = ({ resource }: Finding) => resource?.stack ?? `${environment} as a whole`;
  const sections = [...groupBy(findings, stackOf)].sort(([a], [b]) => a.localeCompare(b)).map(([stack, inStack]) => `${stack}\n${describeRules(inStack)}`);
  if (excepted.length > 0) sections.push(`Exceptions in ${environment}\n${describeExceptions(excepted)}`);
  const rules = new Set(findings.map(({ policy }) => policy.id)).size;
  sections.push(
    `${environment}: ${asked.size} rules asked, ${count(findings.length, "finding")}${findings.length > 0 ? ` against ${count(rules, "rule")}` : ""}, ${count(excepted.length, "exception")}`,
  );
  return sections.join("\n\n");
}

function describeRules(findings: readonly Finding[]): string {
  return [...groupBy(findings, ({ policy }) => policy)]
    .map(([policy, broken]) =>
      [
        `  ${policy.id} ${policy.title} (${policy.severity})`,
        ...broken.map(({ resource, message }) => `    ✗ ${resource ? `${resource.address}: ` : ""}${message}`),
        `    why: ${policy.reason}`,
        `    fix: ${policy.fix}`,
      ].join("\n"),
    )
    .join("\n");
}

function describeExceptions(excepted: readonly Excepted[]): string {
  return [...groupBy(excepted, ({ policy, reason }) => `${policy.id} ${policy.title}\n    ${reason}`)]
    .map(([rule, same]) => `  ${rule}\n${same.map(({ resource }) => `    – ${resource.stack} ${resource.address}`).join("\n")}`)
    .join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
