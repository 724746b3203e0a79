import { expect, test } from "vitest";
import { policyDocument } from "../constructs/policyDocument.ts";
import { decide, UnknownConditionError } from "./simulator.ts";

const table = "arn:aws:dynamodb:eu-central-1:111111111111:table/aurolot-dev-carts";
const read = policyDocument({ Sid: "ReadCarts", Action: ["dynamodb:GetItem", "dynamodb:Batch*"], Resource: [table, `${table}/index/*`] });

test.each([
  ["dynamodb:GetItem", table, "allowed"],
  ["DynamoDB:getitem", table, "allowed"],
  ["dynamodb:BatchGetItem", table, "allowed"],
  ["dynamodb:GetItem", `${table}/index/byRank`, "allowed"],
  ["dynamodb:PutItem", table, "denied implicitly"],
  ["dynamodb:GetItem", `${table}-of-another`, "denied implicitly"],
] as const)("%s on %s is %s", (action, resource, decision) => {
  expect(decide({ action, resource }, [read])).toBe(decision);
});

test("a deny wins over what allows, wherever it stands", () => {
  const deny = policyDocument({ Sid: "Never", Effect: "Deny", Action: "dynamodb:*", Resource: "*" });
  expect(decide({ action: "dynamodb:GetItem", resource: table }, [read, deny])).toBe("denied explicitly");
  expect(decide({ action: "dynamodb:GetItem", resource: table }, [read], deny)).toBe("denied explicitly");
});

test("a boundary limits and never gives", () => {
  const everything = policyDocument({ Sid: "All", Action: "*", Resource: "*" });
  const storageOnly = policyDocument({ Sid: "Storage", Action: "s3:*", Resource: "*" });
  expect(decide({ action: "dynamodb:GetItem", resource: table }, [read], everything)).toBe("allowed");
  expect(decide({ action: "dynamodb:PutItem", resource: table }, [read], everything)).toBe("denied implicitly");
  expect(decide({ action: "dynamodb:GetItem", resource: table }, [read], storageOnly)).toBe("denied implicitly");
});

test("conditions must hold; a key that the request lacks fits negated ones and those with IfExists only", () => {
  const when = (Condition: Record<string, Record<string, string | string[]>>) => [
    policyDocument({ Sid: "When", Action: "kms:Decrypt", Resource: "*", Condition }),
  ];
  const request = { action: "kms:Decrypt", resource: "arn:aws:kms:eu-central-1:111111111111:key/1" };
  const alias = { ...request, context: { "kms:resourcealiases": ["alias/aurolot-dev-data", "alias/other"] } };
  const condition = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/aurolot-dev-data" } };
  expect(decide(alias, when(condition))).toBe("allowed");
  expect(decide(request, when(condition))).toBe("denied implicitly");
  expect(decide({ ...request, context: { "kms:ResourceAliases": "alias/other" } }, when(condition))).toBe("denied implicitly");
  expect(decide(request, when({ StringNotEquals: { "aws:RequestedRegion": "us-east-1" } }))).toBe("allowed");
  expect(decide(request, when({ StringLikeIfExists: { "kms:ViaService": "s3.*" } }))).toBe("allowed");
  expect(decide(request, when({ Null: { "kms:ViaService": "false" } }))).toBe("denied implicitly");
});

test("an operator that is not simulated is an error, not a guess", () => {
  const policy = policyDocument({ Sid: "By", Action: "s3:GetObject", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } });
  expect(() => decide({ action: "s3:GetObject", resource: "arn:aws:s3:::a/b" }, [policy])).toThrow(UnknownConditionError);
});
