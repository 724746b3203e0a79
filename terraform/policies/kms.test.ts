import { describe } from "vitest";
import { kms } from "./kms.ts";
import { document, one, testPolicies } from "./testing.ts";

const key = (values: Parameters<typeof one>[1]) => one("aws_kms_key", values);
const policy = (statement: Record<string, unknown>) => key({ description: "arn:aws:iam::111111111111:root", policy: document(statement) });
const root = { AWS: "arn:aws:iam::111111111111:root" };
const logs = { Principal: { Service: "logs.amazonaws.com" }, Action: ["kms:Decrypt"], Resource: "*" };

describe("kms", () => {
  testPolicies(kms, {
    "KMS-001": { holds: [key({ enable_key_rotation: true }), key({ customer_master_key_spec: "ECC_NIST_P256" })], breaks: key({}) },
    "KMS-002": { holds: key({ deletion_window_in_days: 30 }), breaks: [key({}), key({ deletion_window_in_days: 7 })] },
    "KMS-003": { holds: policy({ Principal: root, Action: "kms:*", Resource: "*" }), breaks: key({}) },
    "KMS-004": {
      holds: policy({ Principal: { AWS: "*" }, Action: "kms:Decrypt", Condition: { StringEquals: { "kms:CallerAccount": "111111111111" } } }),
      breaks: [policy({ Principal: "*", Action: "kms:Decrypt" }), policy({ NotPrincipal: root, Action: "kms:Decrypt" })],
    },
    "KMS-005": {
      holds: policy({ Principal: root, Action: "kms:*" }),
      breaks: { aws_kms_key: { it: { policy: document({ Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "kms:Decrypt" }) }, own: { description: "arn:aws:sns:eu-central-1:111111111111:a arn:aws:sns:eu-central-1:111111111111:b" } } },
    },
    "KMS-006": { holds: policy({ Principal: root, Action: "kms:*" }), breaks: policy({ Principal: { AWS: "arn:aws:iam::111111111111:role/app" }, Action: "kms:*" }) },
    "KMS-007": {
      holds: [
        policy({ ...logs, Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } }),
        policy({ ...logs, Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111111111111:*" } } }),
      ],
      breaks: policy(logs),
    },
    "KMS-008": {
      holds: { ...key({}), aws_kms_alias: { it: { name: "alias/a", target_key_id: "${aws_kms_key.it.key_id}" } } },
      breaks: key({}),
    },
    "KMS-009": { holds: key({ description: "Logs" }), breaks: key({}) },
    "KMS-010": { holds: key({}), breaks: key({ bypass_policy_lockout_safety_check: true }) },
    "KMS-011": { holds: key({ is_enabled: true }), breaks: [key({ is_enabled: false }), one("aws_kms_replica_key", { enabled: false })] },
  });
});
