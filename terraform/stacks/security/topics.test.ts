import { expect, test } from "vitest";
import { Names } from "../../config/names.ts";
import { prod } from "../../config/prod.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { topicPolicy } from "./topics.ts";

const { Statement: statements } = JSON.parse(topicPolicy(new Names(prod), "page", "eu-central-1")) as { Statement: Statement[] };
const lettingIn = (service: string) => statements.filter(({ Principal }) => JSON.stringify(Principal).includes(service));

test("EventBridge may publish without a condition: it supports none, and findings would be lost", () => {
  expect(lettingIn("events.amazonaws.com").map(({ Condition }) => Condition)).toEqual([undefined]);
});

test("every other service publishes for this account only", () => {
  for (const { Condition } of lettingIn("cloudwatch.amazonaws.com")) {
    expect(Condition).toEqual({ StringEquals: { "aws:SourceAccount": prod.accountId } });
  }
});
