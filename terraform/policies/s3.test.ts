import { describe } from "vitest";
import { s3 } from "./s3.ts";
import { document, one, testPolicies, type Declarations } from "./testing.ts";

/** A bucket `it` with one of its parts. */
const withPart = (type: string, values: Declarations[string][string], bucket: Declarations[string][string] = { bucket: "b" }): Declarations => ({
  aws_s3_bucket: { it: bucket },
  [`aws_s3_bucket_${type}`]: { it: { bucket: "${aws_s3_bucket.it.id}", ...values } },
});
const bare = one("aws_s3_bucket", { bucket: "b" });
const blocked = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const encryption = (values: Declarations[string][string]) => withPart("server_side_encryption_configuration", { rule: [values] });
const kmsEncrypted = { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.data.arn}" } };
const lifecycle = (rule: Declarations[string][string]) => one("aws_s3_bucket_lifecycle_configuration", { bucket: "b", rule: [{ status: "Enabled", ...rule }] });
const refusal = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b/*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const replicates = { status: "Enabled", destination: { bucket: "arn:aws:s3:::copy" } };

describe("s3", () => {
  testPolicies(s3, {
    "S3-001": {
      holds: [withPart("public_access_block", blocked), { aws_s3_bucket: { it: { bucket: "b" } }, aws_s3_bucket_public_access_block: { it: { bucket: "b", ...blocked } } }],
      breaks: [bare, withPart("public_access_block", { ...blocked, block_public_policy: false })],
    },
    "S3-002": { holds: encryption(kmsEncrypted), breaks: bare },
    "S3-003": { holds: encryption(kmsEncrypted), breaks: encryption({ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }) },
    "S3-004": { holds: encryption({ ...kmsEncrypted, bucket_key_enabled: true }), breaks: encryption(kmsEncrypted) },
    "S3-005": {
      holds: withPart("versioning", { versioning_configuration: { status: "Enabled" } }),
      breaks: [bare, withPart("versioning", { versioning_configuration: { status: "Suspended" } })],
    },
    "S3-006": { holds: withPart("logging", { target_bucket: "logs" }), breaks: bare },
    "S3-007": {
      holds: withPart("policy", { policy: document(refusal) }),
      breaks: [bare, withPart("policy", { policy: document({ ...refusal, Action: "s3:PutObject" }) })],
    },
    "S3-008": { holds: withPart("lifecycle_configuration", { rule: [{ status: "Enabled" }] }), breaks: [bare, withPart("lifecycle_configuration", { rule: [{ status: "Disabled" }] })] },
    "S3-009": { holds: lifecycle({ abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }), breaks: lifecycle({}) },
    "S3-010": { holds: lifecycle({ noncurrent_version_expiration: [{ noncurrent_days: 30 }] }), breaks: lifecycle({}) },
    "S3-011": {
      holds: withPart("ownership_controls", { rule: { object_ownership: "BucketOwnerEnforced" } }),
      breaks: [bare, withPart("ownership_controls", { rule: { object_ownership: "ObjectWriter" } })],
    },
    "S3-012": { holds: one("aws_s3_bucket_acl", { acl: "private" }), breaks: one("aws_s3_bucket_acl", { acl: "public-read" }) },
    "S3-013": {
      holds: [
        one("aws_s3_bucket_policy", { policy: document(refusal) }),
        one("aws_s3_bucket_policy", { policy: document({ Principal: "*", Action: "s3:GetObject", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }) }),
      ],
      breaks: [
        one("aws_s3_bucket_policy", { policy: document({ Principal: { AWS: "*" }, Action: "s3:GetObject" }) }),
        one("aws_s3_bucket_policy", { policy: document({ Principal: "*", Action: "s3:GetObject", Condition: { StringLike: { "aws:PrincipalArn": "*" } } }) }),
      ],
    },
    "S3-014": { holds: one("aws_s3_bucket", { force_destroy: false }), breaks: one("aws_s3_bucket", { force_destroy: true }) },
    "S3-015": {
      holds: [
        { ...withPart("replication_configuration", { rule: [replicates] }), aws_s3_bucket: { it: { bucket: "b" }, copy: { bucket: "copy" } } },
        one("aws_s3_bucket", { bucket: "shop-prod-logs-1" }),
      ],
      breaks: bare,
    },
    "S3-016": {
      holds: one("aws_s3_bucket_replication_configuration", { rule: [{ destination: { replication_time: { status: "Enabled" }, metrics: { status: "Enabled" } } }] }),
      breaks: one("aws_s3_bucket_replication_configuration", { rule: [replicates] }),
    },
    "S3-017": { holds: lifecycle({ transition: [{ days: 0, storage_class: "INTELLIGENT_TIERING" }] }), breaks: lifecycle({}) },
    "S3-018": { holds: bare, breaks: one("aws_s3_bucket_website_configuration", { bucket: "b" }) },
    "S3-021": { holds: [withPart("notification", { eventbridge: true }), one("aws_s3_bucket", { bucket: "shop-prod-logs-1" })], breaks: bare },
    "S3-020": {
      holds: one("aws_s3_bucket_policy", { policy: document(refusal) }),
      breaks: one("aws_s3_bucket_policy", { policy: document({ ...refusal, Condition: undefined }) }),
    },
    "S3-019": {
      holds: one("aws_s3_bucket_cors_configuration", { cors_rule: [{ allowed_origins: ["https://aurolot.shop"] }] }),
      breaks: one("aws_s3_bucket_cors_configuration", { cors_rule: [{ allowed_origins: ["*"] }] }),
    },
  });
});
