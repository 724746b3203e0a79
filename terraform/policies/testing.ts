import { describe, expect, it } from "vitest";
import type { DeclaredResource, Value } from "../plan/resource.ts";
import { declaredResources } from "../plan/synthesised.ts";
import { judge } from "./judge.ts";
import { isEnvironmentPolicy, type Policy } from "./policy.ts";

/** Resources by type and name, as `cdk.tf.json` has them; `provider: "aws.use1"` is us-east-1, else eu-central-1. */
export type Declarations = Record<string, Record<string, Record<string, Value>>>;

/** Cases in which a rule is kept and in which it is broken; one or several of each. */
export interface Cases {
  holds: Declarations | Declarations[];
  breaks: Declarations | Declarations[];
}

/** Resources of a stack, `prod-data` unless another is named, from their declarations. */
export function declare(resource: Declarations, stack = "prod-data"): DeclaredResource[] {
  const provider: Record<string, Record<string, Value>[]> = { aws: [{ region: "eu-central-1" }, { alias: "euw1", region: "eu-west-1" }, { alias: "use1", region: "us-east-1" }] };
  return declaredResources(stack, { provider, resource });
}

/** Shorthand for a declaration of one resource. */
export function one(type: string, values: Record<string, Value>): Declarations {
  return { [type]: { it: values } };
}

/** A policy document with one statement. */
export function document(statement: Record<string, unknown>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Tested", Effect: "Allow", ...statement }] });
}

/** Tries every rule of a file against its cases: each must have a passing and a failing one. */
export function testPolicies(policies: readonly Policy[], cases: Record<string, Cases>): void {
  it("has cases for every rule, and for no other", () => {
    expect(Object.keys(cases).sort()).toEqual(policies.map(({ id }) => id).sort());
  });
  for (const policy of policies) {
    describe(`${policy.id} ${policy.title}`, () => {
      const judged = (resource: Declarations) => judge(declare(resource), { whole: true, policies: [policy] });
      it.each([cases[policy.id]?.holds ?? []].flat().map((declarations, index) => [index + 1, declarations] as const))("is kept in case %i", (_, declarations) => {
        const { findings, asked } = judged(declarations);
        expect(findings.map(({ message }) => message)).toEqual([]);
        expect(asked.get(policy.id), "the rule must have been asked").toBeGreaterThan(0);
      });
      it.each([cases[policy.id]?.breaks ?? []].flat().map((declarations, index) => [index + 1, declarations] as const))("is broken in case %i", (_, declarations) => {
        const { findings } = judged(declarations);
        expect(findings.length).toBeGreaterThan(0);
        for (const { resource, message } of findings) {
          expect(message).not.toBe("");
          expect(resource === undefined).toBe(isEnvironmentPolicy(policy));
        }
      });
    });
  }
}
