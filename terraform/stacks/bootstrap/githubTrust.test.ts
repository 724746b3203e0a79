import { describe, expect, test } from "vitest";
import { prod } from "../../config/prod.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { decide } from "../../iam/simulator.ts";
import { applyTrust, planTrust } from "./githubTrust.ts";

const PLAN = planTrust(prod);
const APPLY = applyTrust(prod);

/** Whether a workflow with this subject may take the role on. A trust policy has no resource: it stands for any. */
function trusts(trust: string, subject: string, audience = "sts.amazonaws.com"): boolean {
  const document = JSON.parse(trust) as { Statement: Statement[] };
  const policy = JSON.stringify({ Statement: document.Statement.map((statement) => ({ ...statement, Resource: "*" })) });
  const context = { "token.actions.githubusercontent.com:sub": subject, "token.actions.githubusercontent.com:aud": audience };
  return decide({ action: "sts:AssumeRoleWithWebIdentity", resource: "*", context }, [policy]) === "allowed";
}

describe("apply", () => {
  test("trusts the environment of this name on the branch that is applied", () =>
    expect(trusts(APPLY, "repo:aurolot/aurolot-3d:environment:prod:ref:refs/heads/main")).toBe(true));

  test.each([
    ["another branch", "repo:aurolot/aurolot-3d:environment:prod:ref:refs/heads/feature"],
    ["another environment", "repo:aurolot/aurolot-3d:environment:dev:ref:refs/heads/main"],
    ["no environment", "repo:aurolot/aurolot-3d:ref:refs/heads/main:ref:refs/heads/main"],
    ["a pull request", "repo:aurolot/aurolot-3d:pull_request:ref:refs/pull/7/merge"],
    ["another repository", "repo:aurolot/other:environment:prod:ref:refs/heads/main"],
    ["a fork's owner", "repo:intruder/aurolot-3d:environment:prod:ref:refs/heads/main"],
    ["a token without a branch", "repo:aurolot/aurolot-3d:environment:prod"],
  ])("does not trust %s", (_, subject) => expect(trusts(APPLY, subject)).toBe(false));

  test("does not trust a token that is meant for somebody else", () =>
    expect(trusts(APPLY, "repo:aurolot/aurolot-3d:environment:prod:ref:refs/heads/main", "https://github.com/aurolot")).toBe(false));
});

describe("plan", () => {
  test.each([["repo:aurolot/aurolot-3d:pull_request:ref:refs/pull/7/merge"], ["repo:aurolot/aurolot-3d:ref:refs/heads/main:ref:refs/heads/main"]])(
    "trusts %s",
    (subject) => expect(trusts(PLAN, subject)).toBe(true),
  );

  test.each([["repo:aurolot/aurolot-3d:ref:refs/heads/feature:ref:refs/heads/feature"], ["repo:intruder/aurolot-3d:pull_request:ref:refs/pull/7/merge"]])(
    "does not trust %s",
    (subject) => expect(trusts(PLAN, subject)).toBe(false),
  );

  test("does not trust a token that is meant for somebody else", () =>
    expect(trusts(PLAN, "repo:aurolot/aurolot-3d:pull_request:ref:refs/pull/7/merge", "elsewhere")).toBe(false));
});
