import { describe, expect, it } from "vitest";
import { NotAPlanError, readTerraformPlan } from "./terraformPlan.ts";
import { UNKNOWN } from "./resource.ts";

const context = { stack: "shop", source: "plan.json" };
const read = (plan: object) => readTerraformPlan(JSON.stringify({ format_version: "1.2", ...plan }), context);
const resource = (more: object, change: object) => ({ address: "aws_s3_bucket.a", mode: "managed", type: "aws_s3_bucket", name: "a", provider_name: "registry.terraform.io/hashicorp/aws", change: { before: null, after: null, after_unknown: {}, ...change }, ...more });

describe("reading a plan", () => {
  it("tells replacements, whichever way round they are made, with what forces them", () => {
    const { changes } = read({
      resource_changes: [
        resource({}, { actions: ["delete", "create"], before: { bucket: "a" }, after: { bucket: "b" }, replace_paths: [["bucket"], ["rule", 0, "name"]] }),
        resource({ address: "aws_s3_bucket.b" }, { actions: ["create", "delete"], before: { bucket: "a" }, after: { bucket: "b" } }),
      ],
    });
    expect(changes.map(({ action, createFirst, replacePaths }) => [action, createFirst, replacePaths])).toEqual([
      ["replace", false, ["bucket", "rule.0.name"]],
      ["replace", true, []],
    ]);
  });

  it("puts a mark where a value is known only after apply, and leaves what is known", () => {
    const { changes } = read({ resource_changes: [resource({}, { actions: ["create"], after: { bucket: "a", tags: { A: "1" } }, after_unknown: { arn: true, tags: {}, rule: [{ id: true }] } })] });
    expect(changes[0]?.after).toEqual({ bucket: "a", tags: { A: "1" }, arn: UNKNOWN, rule: [{ id: UNKNOWN }] });
  });

  it("finds what expressions name, in modules and with indexes", () => {
    const address = 'module.store["eu"].aws_s3_bucket_policy.a[0]';
    const { changes, declared } = read({
      resource_changes: [
        resource({ address: 'module.store["eu"].aws_s3_bucket.a[0]', module_address: 'module.store["eu"]' }, { actions: ["create"], after: { bucket: "a" } }),
        resource({ address, module_address: 'module.store["eu"]', type: "aws_s3_bucket_policy" }, { actions: ["create"], after: {}, after_unknown: { bucket: true } }),
      ],
      configuration: { root_module: { module_calls: { store: { module: { resources: [{ address: "aws_s3_bucket_policy.a", expressions: { bucket: { references: ["aws_s3_bucket.a[0].id", "aws_s3_bucket.a[0]", "aws_s3_bucket.a"] } } }] } } } } },
    });
    expect(changes.map(({ module }) => module)).toEqual(['module.store["eu"]', 'module.store["eu"]']);
    expect(declared.find((found) => found.address === address)?.references.bucket).toHaveLength(1);
  });

  it("reads drift, moves, imports, forgotten and deposed objects", () => {
    const { changes, drift } = read({
      resource_changes: [
        resource({ previous_address: "aws_s3_bucket.old" }, { actions: ["no-op"], before: {}, after: {} }),
        resource({ address: "aws_s3_bucket.b" }, { actions: ["update"], before: {}, after: {}, importing: { id: "b" } }),
        resource({ address: "aws_s3_bucket.c" }, { actions: ["forget"], before: {} }),
        resource({ address: "aws_s3_bucket.d", deposed: "abc" }, { actions: ["delete"], before: {} }),
      ],
      resource_drift: [resource({}, { actions: ["delete"], before: {} })],
    });
    expect(changes.map(({ previousAddress, importing, action, deposed }) => [previousAddress, importing, action, deposed])).toEqual([
      ["aws_s3_bucket.old", undefined, "no-op", false],
      [undefined, "b", "update", false],
      [undefined, undefined, "forget", false],
      [undefined, undefined, "delete", true],
    ]);
    expect(drift).toHaveLength(1);
  });

  it("says that a plan is not whole", () => {
    expect(read({ resource_changes: [], errored: true }).incomplete).toHaveLength(1);
    expect(read({ resource_changes: [], complete: false, deferred_changes: [{}] }).incomplete).toHaveLength(2);
  });

  it.each([
    ["not JSON", "Terraform will perform", /is not JSON.*terraform show -json/],
    ["a state", JSON.stringify({ format_version: "1.0", values: {} }), /state or a schema/],
    ["something else", JSON.stringify({ a: 1 }), /no format_version/],
    ["a list", "[]", /holds no plan/],
  ])("refuses %s by saying what to give", (_name, text, message) => {
    expect(() => readTerraformPlan(text, context)).toThrow(NotAPlanError);
    expect(() => readTerraformPlan(text, context)).toThrow(message);
  });
});
