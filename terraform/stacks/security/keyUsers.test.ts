import { describe, expect, test } from "vitest";
import { Names } from "../../config/names.ts";
import { prod } from "../../config/prod.ts";
import { alertsKeyUsers, auditKeyUsers, computeKeyUsers, logsKeyUsers } from "./keyUsers.ts";

const names = new Names(prod);
const USERS = {
  logs: logsKeyUsers(names, "eu-central-1"),
  compute: computeKeyUsers(names),
  alerts: alertsKeyUsers(names),
  audit: auditKeyUsers(names, "eu-central-1"),
};

describe.each(Object.entries(USERS))("who may use the key %s", (_, statements) => {
  test("nobody gets every right, or one to change the key", () => {
    const actions = statements.flatMap(({ Action = [] }) => Action);
    expect(actions.filter((action) => /\*$/.test(action) && !["kms:ReEncrypt*", "kms:GenerateDataKey*"].includes(action))).toEqual([]);
    expect(actions.filter((action) => /Put|Delete|Disable|Schedule|Update|Revoke/.test(action))).toEqual([]);
  });

  test("each is named, and belongs to this account", () => {
    for (const { Principal, Condition = {} } of statements) {
      expect(Principal).toBeTypeOf("object");
      // A service works for all accounts: the condition says for which one. A role's ARN says it by itself.
      const says = typeof Principal === "object" && Principal.Service ? JSON.stringify(Condition) : JSON.stringify(Principal);
      expect(says).toContain(prod.accountId);
    }
  });
});

test("Auto Scaling grants the key to AWS's own resources only", () => {
  const grant = USERS.compute.find(({ Action }) => Action === "kms:CreateGrant");
  expect(grant?.Condition).toEqual({ Bool: { "kms:GrantIsForAWSResource": "true" } });
});

test("EventBridge, which states no source when it encrypts, is held to the topics by what it encrypts", () => {
  const [statement] = USERS.alerts.filter(({ Principal }) => JSON.stringify(Principal).includes("events.amazonaws.com"));
  expect(Object.keys(statement?.Condition?.ArnLike ?? {})).toEqual(["kms:EncryptionContext:aws:sns:topicArn"]);
  expect(JSON.stringify(statement)).not.toContain("aws:Source");
});

test("the trail may announce its files on the encrypted topic", () => {
  const announces = USERS.audit.find(({ Condition }) => Condition?.ArnLike?.["kms:EncryptionContext:aws:sns:topicArn"] !== undefined);
  expect(announces?.Action).toEqual(["kms:GenerateDataKey*", "kms:Decrypt"]);
});

test("another trail can't use the key of this one", () => {
  for (const { Principal, Condition } of USERS.audit) {
    if (typeof Principal !== "object" || Principal.Service !== "cloudtrail.amazonaws.com") continue;
    expect(Condition?.StringEquals).toEqual({ "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:333333333333:trail/aurolot-prod-trail" });
  }
});
