import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../plan/resource.ts";
import { page } from "./html/page.ts";
import { comment } from "./markdown/comment.ts";
import { review } from "./review.ts";
import { STATEFUL_TYPES } from "./statefulTypes.ts";
import { planOf } from "./testing.ts";

const TYPES = [
  ...Object.keys(STATEFUL_TYPES).slice(0, 30), "aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_network_acl", "aws_route_table", "aws_route", "aws_iam_role", "aws_iam_policy",
  "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_kms_key", "aws_kms_grant", "aws_lambda_permission", "aws_wafv2_web_acl", "aws_s3_bucket_lifecycle_configuration", "aws_autoscaling_group", "aws_launch_template", "made_up",
];
const KEYS = ["policy", "assume_role_policy", "ingress", "route", "rule", "cidr_blocks", "name", "bucket", "security_group_id", "replica", "ttl", "user_data", "principal", "managed_policy_arns", "deletion_protection", "metadata_options", "from_port", "id", "arn"];

const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(null, true, false, 0, -1, 65_535, "", "0.0.0.0/0", "::/0", "*", "arn:aws:iam::999999999999:root", "${aws_x_y.z.id}", '{"Statement":[]}', '{"Statement":{"Effect":"Allow","Action":"*","Principal":"*","Resource":null}}', '{"Statement":["x",null]}', "{", "<evil>", "`|@x"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 5 }),
  ),
})).value;
const state = fc.option(fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 8 }));
const change = fc.record({
  type: fc.constantFrom(...TYPES),
  actions: fc.constantFrom(["create"], ["update"], ["delete"], ["delete", "create"], ["create", "delete"], ["no-op"], ["forget"], ["read"]),
  before: state,
  after: state,
  after_unknown: value,
  after_sensitive: value,
});

describe("any plan", () => {
  it("is reviewed, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const plan = planOf(changes.map(({ type, actions, ...own }, index) => ({ address: `${type}.r${index}`, mode: "managed", type, name: `r${index}`, change: { ...own, actions: [...actions], before_sensitive: false } })));
        const result = review([plan]);
        expect(page(result, "Review")).not.toContain("<evil>");
        expect(comment(result).length).toBeGreaterThan(10);
      }),
      { numRuns: 150 },
    );
  });
});
