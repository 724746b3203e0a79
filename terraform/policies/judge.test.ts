import { describe, expect, it } from "vitest";
import type { Value } from "../plan/resource.ts";
import { describeJudgement, judgementAsJson } from "./describe.ts";
import { judge } from "./judge.ts";
import { declare, one } from "./testing.ts";

const REASON = "CloudFront's standard logs are written by access control list alone.";
const table = (values: Record<string, Value>, exceptions: Record<string, string>[] = []) =>
  declare(one("aws_dynamodb_table", { name: "t", ...values, ...(exceptions.length > 0 ? { "//": { exceptions } } : {}) }));
const found = (resources: ReturnType<typeof declare>) => judge(resources).findings.map(({ policy }) => policy.id);
const without = { point_in_time_recovery: { enabled: false } };

describe("judge", () => {
  it("tells what is wrong with which resource", () => {
    const finding = judge(table(without)).findings.find(({ policy }) => policy.id === "DDB-001");
    expect(finding).toMatchObject({ resource: { address: "aws_dynamodb_table.it" }, message: expect.stringContaining("point_in_time_recovery.enabled is false") });
  });

  it("excepts a resource from the rule that its exception names, and from no other", () => {
    const { findings, excepted } = judge(table(without, [{ policy: "DDB-001", reason: REASON }]));
    expect(excepted).toMatchObject([{ policy: { id: "DDB-001" }, reason: REASON }]);
    expect(findings.map(({ policy }) => policy.id)).toContain("DDB-002");
    expect(findings.map(({ policy }) => policy.id)).not.toContain("DDB-001");
  });

  it("finds exceptions that name no rule, except nothing or give no reason", () => {
    expect(found(table(without, [{ policy: "DDB-999", reason: REASON }]))).toContain("EXC-001");
    expect(found(table({ point_in_time_recovery: { enabled: true } }, [{ policy: "DDB-001", reason: REASON }]))).toContain("EXC-002");
    expect(found(table(without, [{ policy: "DDB-001", reason: "not needed" }]))).toContain("EXC-003");
  });

  it("does not ask an environment for what it is waived, nor calls its exceptions useless", () => {
    const dev = table({}, [{ policy: "DDB-003", reason: REASON }]).map((resource) => ({ ...resource, stack: "dev-data" }));
    expect(found(dev)).not.toContain("DDB-003");
    expect(found(dev)).not.toContain("EXC-002");
  });

  it("asks what must be there at all only of a whole environment", () => {
    const resources = table({});
    expect(found(resources)).not.toContain("ACC-002");
    expect(judge(resources, { whole: true }).findings.map(({ policy }) => policy.id)).toContain("ACC-002");
  });

  it("does not take what AWS will choose for what was given", () => {
    const planned = declare(one("aws_rds_cluster", { storage_encrypted: true, kms_key_id: "${known after apply}" }));
    expect(found(planned)).toContain("RDS-001");
    const [cluster] = planned;
    if (cluster) cluster.references = { kms_key_id: ["aws_kms_key.data"] };
    expect(found(planned)).not.toContain("RDS-001");
  });
});

describe("describeJudgement", () => {
  const judgements = new Map([["prod", judge(table(without, [{ policy: "DDB-002", reason: REASON }]))]]);

  it("says resource, what, why and fix by stack, and the exceptions with their reasons", () => {
    const text = describeJudgement(judgements);
    expect(text).toContain("prod-data\n");
    expect(text).toContain("✗ aws_dynamodb_table.it: point_in_time_recovery.enabled is false; it must be true");
    expect(text).toContain("why: A bad release overwrites carts within seconds.");
    expect(text).toContain("fix: Set point_in_time_recovery.enabled = true.");
    expect(text).toContain(REASON);
    expect(text).toMatch(/prod: \d+ rules asked, \d+ findings against \d+ rules, 1 exception$/);
  });

  it("gives the same as plain data", () => {
    const { findings, excepted } = judgementAsJson(judgements);
    expect(findings).toContainEqual(expect.objectContaining({ environment: "prod", policy: "DDB-001", stack: "prod-data", resource: "aws_dynamodb_table.it" }));
    expect(excepted).toEqual([expect.objectContaining({ policy: "DDB-002", exception: REASON })]);
  });
});
