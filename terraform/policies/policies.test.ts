import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { IDENTITY_POLICIES, RESOURCE_POLICIES } from "./documents.ts";
import { POLICIES } from "./policies.ts";
import { isEnvironmentPolicy } from "./policy.ts";

/** The files that hold no rules. */
const ENGINE = new Set(["compliance.ts", "describe.ts", "documents.ts", "escalation.ts", "exceptions.ts", "inventory.ts", "judge.ts", "judges.ts", "networkRules.ts", "policies.ts", "policy.ts", "resourceless.ts", "secretPatterns.ts", "testing.ts"]);

describe("the policy set", () => {
  it("has at least a hundred rules, each with an id of its own", () => {
    const ids = POLICIES.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(100);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[A-Z0-9]+-\d{3}$/.test(id))).toEqual([]);
  });

  it("says of every rule why it matters, what to write and who asks the same", () => {
    const wanting = POLICIES.filter(({ title, reason, fix, frameworks }) => title.length < 10 || reason.length < 20 || fix.length < 10 || frameworks.length === 0);
    expect(wanting.map(({ id }) => id)).toEqual([]);
  });

  it("has a table of passing and failing cases beside every file of rules", () => {
    const files = readdirSync(import.meta.dirname);
    const rules = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !ENGINE.has(file));
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter((file) => !files.includes(file.replace(".ts", ".test.ts")))).toEqual([]);
  });

  it("judges types that Terraform's AWS provider has", () => {
    const provider = new Set(readdirSync("node_modules/@cdktf/provider-aws/lib"));
    const types = [...POLICIES.flatMap((policy) => (isEnvironmentPolicy(policy) ? [] : policy.applies)), ...Object.keys(IDENTITY_POLICIES), ...Object.keys(RESOURCE_POLICIES)];
    const unknown = types.filter((type) => !provider.has(type.replace(/^aws_/, "").replaceAll("_", "-")));
    expect([...new Set(unknown)]).toEqual([]);
  });
});
