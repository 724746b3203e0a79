import { at, first, type DeclaredResource } from "../plan/resource.ts";
import { isEveryone, narrowsCaller, nameOf, statementsAt } from "./documents.ts";
import type { Inventory } from "./inventory.ts";
import { all, isSet, mustBe, mustBeWithin, mustHave, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";

/** The configuration resources of a bucket, one type each. */
const part = (bucket: DeclaredResource, inventory: Inventory, type: string) => inventory.attachedTo(bucket, `aws_s3_bucket_${type}`, "bucket", "bucket");
const mustHavePart = (type: string) => mustHave(`aws_s3_bucket_${type}`, "bucket", "bucket");

/** Where services put their logs and results: what these hold is made anew or kept elsewhere. */
const DELIVERIES: readonly [type: string, attribute: string][] = [
  ["aws_s3_bucket_logging", "target_bucket"],
  ["aws_cloudtrail", "s3_bucket_name"],
  ["aws_config_delivery_channel", "s3_bucket_name"],
  ["aws_lb", "access_logs.bucket"],
  ["aws_kinesis_firehose_delivery_stream", "extended_s3_configuration.bucket_arn"],
];
const DELIVERED = /-(logs|edge-logs|trail|config|athena|analytics|state|canary|recordings)-/;

function isDelivered(bucket: DeclaredResource, inventory: Inventory): boolean {
  const name = first(bucket, "bucket");
  return (
    DELIVERED.test(String(name)) || DELIVERIES.some(([type, attribute]) => inventory.attachedTo(bucket, type, attribute, "bucket").length > 0)
  );
}

/** Whether the bucket receives another's copies: the literal ARN of the destination names it. */
function isReplica(bucket: DeclaredResource, inventory: Inventory): boolean {
  const name = String(first(bucket, "bucket"));
  return inventory
    .ofType("aws_s3_bucket_replication_configuration")
    .some((replication) => at(replication, "rule.destination.bucket").some((arn) => arn === `arn:aws:s3:::${name}`) || (replication.references["rule.destination.bucket"] ?? []).includes(bucket.address));
}

/** Buckets: what AWS asks of each. */
export const s3: readonly ResourcePolicy[] = [
  {
    id: "S3-001",
    title: "Buckets block public access in all four ways",
    reason: "One mistaken policy or access list otherwise opens every object to the Internet.",
    fix: "Declare an aws_s3_bucket_public_access_block for the bucket with all four settings true, or use the Bucket construct.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6", "FSBP S3.8", "CIS 2.1.4"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const [block] = part(bucket, inventory, "public_access_block");
      if (!block) return "no aws_s3_bucket_public_access_block names it";
      return all(mustBe("block_public_acls", true), mustBe("block_public_policy", true), mustBe("ignore_public_acls", true), mustBe("restrict_public_buckets", true))(block, inventory);
    },
  },
  {
    id: "S3-002",
    title: "Buckets say how they encrypt",
    reason: "What is written in code is reviewed; a default is only believed.",
    fix: "Declare an aws_s3_bucket_server_side_encryption_configuration.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_19", "FSBP S3.4"],
    applies: ["aws_s3_bucket"],
    judge: mustHavePart("server_side_encryption_configuration"),
  },
  {
    id: "S3-003",
    title: "Buckets are encrypted with a key of ours",
    reason: "Only a customer-managed key can be refused to somebody who may read the bucket, and its use is logged.",
    fix: "Set sse_algorithm aws:kms and kms_master_key_id; where a service delivers only to SSE-S3, except the bucket and say which service.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_145", "FSBP S3.17"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const [encryption] = part(bucket, inventory, "server_side_encryption_configuration");
      const path = "rule.apply_server_side_encryption_by_default";
      return encryption && all(mustBe(`${path}.sse_algorithm`, "aws:kms", "aws:kms:dsse"), mustSet(`${path}.kms_master_key_id`))(encryption, inventory);
    },
  },
  {
    id: "S3-004",
    title: "Buckets with a KMS key use a bucket key",
    reason: "Without it every object costs a KMS call: hundreds of times as many, each billed and counted against the account's quota.",
    fix: "Set bucket_key_enabled = true.",
    severity: "low",
    pillars: ["cost", "performance"],
    frameworks: ["Well-Architected COST 6"],
    applies: ["aws_s3_bucket_server_side_encryption_configuration"],
    judge: where(
      (encryption) => at(encryption, "rule.apply_server_side_encryption_by_default.sse_algorithm").includes("aws:kms"),
      mustBe("rule.bucket_key_enabled", true),
    ),
  },
  {
    id: "S3-005",
    title: "Buckets keep versions",
    reason: "An overwritten or deleted object can otherwise not be brought back.",
    fix: "Declare an aws_s3_bucket_versioning with status Enabled.",
    severity: "high",
    pillars: ["reliability", "security"],
    frameworks: ["CKV_AWS_21", "FSBP S3.14"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const [versioning] = part(bucket, inventory, "versioning");
      return versioning ? mustBe("versioning_configuration.status", "Enabled")(versioning, inventory) : "no aws_s3_bucket_versioning names it";
    },
  },
  {
    id: "S3-006",
    title: "Buckets log who reads and writes them",
    reason: "After a leak the access log says what was read.",
    fix: "Declare an aws_s3_bucket_logging to the region's logs bucket; except only that bucket itself.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_18", "FSBP S3.9", "CIS 3.4"],
    applies: ["aws_s3_bucket"],
    judge: mustHavePart("logging"),
  },
  {
    id: "S3-007",
    title: "Buckets refuse requests without TLS",
    reason: "S3 answers plain HTTP unless the bucket's policy says no.",
    fix: 'Add a Deny of s3:* to everyone with Bool aws:SecureTransport "false" to the bucket\'s policy.',
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_379", "FSBP S3.5", "CIS 2.1.1", "cdk-nag S10"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const statements = part(bucket, inventory, "policy").flatMap((policy) => statementsAt(policy, "policy"));
      const refuses = statements.some(
        ({ effect, actions, principals, conditions }) =>
          effect === "Deny" && actions.some((action) => action === "s3:*" || action === "*") && principals.some(isEveryone) &&
          conditions.get("aws:securetransport")?.values.includes("false"),
      );
      return refuses ? undefined : "its policy does not deny requests without TLS";
    },
  },
  {
    id: "S3-008",
    title: "Buckets have lifecycle rules",
    reason: "What nobody ends is paid for every month.",
    fix: "Declare an aws_s3_bucket_lifecycle_configuration with an enabled rule.",
    severity: "low",
    pillars: ["cost", "operations"],
    frameworks: ["CKV2_AWS_61", "FSBP S3.10", "FSBP S3.13"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const [lifecycle] = part(bucket, inventory, "lifecycle_configuration");
      if (!lifecycle) return "no aws_s3_bucket_lifecycle_configuration names it";
      return at(lifecycle, "rule.status").includes("Enabled") ? undefined : "none of its lifecycle rules is enabled";
    },
  },
  {
    id: "S3-009",
    title: "Broken uploads are ended",
    reason: "The parts of a broken multipart upload are invisible and billed for ever.",
    fix: "Add abort_incomplete_multipart_upload with days_after_initiation of at most 7.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["CKV_AWS_300"],
    applies: ["aws_s3_bucket_lifecycle_configuration"],
    judge: mustBeWithin("rule.abort_incomplete_multipart_upload.days_after_initiation", { least: 1, most: 7 }),
  },
  {
    id: "S3-010",
    title: "Old versions are ended",
    reason: "A versioned bucket otherwise keeps and bills every version that ever was.",
    fix: "Add noncurrent_version_expiration to a lifecycle rule.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["FSBP S3.10"],
    applies: ["aws_s3_bucket_lifecycle_configuration"],
    judge: mustBeWithin("rule.noncurrent_version_expiration.noncurrent_days", { least: 1, most: 3650 }),
  },
  {
    id: "S3-011",
    title: "Access control lists are off",
    reason: "Permissions in lists on single objects are seen in no policy.",
    fix: "Declare aws_s3_bucket_ownership_controls with BucketOwnerEnforced; except only buckets that CloudFront's standard logs are written to.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_65", "FSBP S3.12"],
    applies: ["aws_s3_bucket"],
    judge: (bucket, inventory) => {
      const [ownership] = part(bucket, inventory, "ownership_controls");
      return ownership ? mustBe("rule.object_ownership", "BucketOwnerEnforced")(ownership, inventory) : "no aws_s3_bucket_ownership_controls names it";
    },
  },
  {
    id: "S3-012",
    title: "No access control list is public",
    reason: "public-read shows every object to the Internet, public-write lets it in.",
    fix: "Delete the aws_s3_bucket_acl or make it private.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_20", "CKV_AWS_57", "FSBP S3.2", "FSBP S3.3"],
    applies: ["aws_s3_bucket_acl", "aws_s3_bucket", "aws_s3_object"],
    judge: all(
      mustNotBe("acl", "public-read", "public-read-write", "authenticated-read", "website"),
      mustNotBe("access_control_policy.grant.grantee.uri", "http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
    ),
  },
  {
    id: "S3-013",
    title: "Bucket policies allow nothing to everyone",
    reason: "An Allow to * without a narrow condition is a public bucket.",
    fix: "Name the principal, or add a condition such as AWS:SourceArn or aws:PrincipalOrgID.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_70", "FSBP S3.2", "FSBP S3.3"],
    applies: ["aws_s3_bucket_policy", "aws_s3_bucket"],
    judge: (policy) => {
      const open = statementsAt(policy, "policy").find((statement) => statement.effect === "Allow" && (statement.principals.some(isEveryone) || statement.notPrincipals.length > 0) && !narrowsCaller(statement));
      return open && `${nameOf(open)} allows everyone ${open.actions.join(", ")}`;
    },
  },
  {
    id: "S3-014",
    title: "Buckets can't be destroyed with their objects",
    reason: "force_destroy turns a slip in a plan into the loss of every object and version.",
    fix: "Leave force_destroy out outside dev.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 9"],
    waivedIn: ["dev"],
    applies: ["aws_s3_bucket"],
    judge: mustNotBe("force_destroy", true),
  },
  {
    id: "S3-015",
    title: "Buckets of the shop's data are copied to another region",
    reason: "Models and posters must be served, and sources kept, when a region is lost.",
    fix: "Declare an aws_s3_bucket_replication_configuration; what services deliver (logs, analytics, recordings) is not asked.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_144", "FSBP S3.7"],
    waivedIn: ["dev"],
    applies: ["aws_s3_bucket"],
    judge: where((bucket, inventory) => !isDelivered(bucket, inventory) && !isReplica(bucket, inventory), mustHavePart("replication_configuration")),
  },
  {
    id: "S3-016",
    title: "Replication is timed and measured",
    reason: "Without replication time control nobody knows how far the second region is behind.",
    fix: "Set replication_time and metrics with status Enabled and 15 minutes on each destination.",
    severity: "low",
    pillars: ["reliability", "operations"],
    frameworks: ["Well-Architected REL 13"],
    applies: ["aws_s3_bucket_replication_configuration"],
    judge: all(mustBe("rule.destination.replication_time.status", "Enabled"), mustBe("rule.destination.metrics.status", "Enabled")),
  },
  {
    id: "S3-017",
    title: "Data moves to cheaper storage or ends",
    reason: "Objects that nobody reads cost the same as the busiest ones.",
    fix: "Add a transition (to INTELLIGENT_TIERING or colder) or an expiration to a lifecycle rule.",
    severity: "low",
    pillars: ["cost", "sustainability"],
    frameworks: ["Well-Architected COST 4", "FSBP S3.13"],
    applies: ["aws_s3_bucket_lifecycle_configuration"],
    judge: (lifecycle) =>
      ["transition", "expiration", "noncurrent_version_transition"].some((action) => at(lifecycle, `rule.${action}`).length > 0)
        ? undefined
        : "no rule moves or ends objects",
  },
  {
    id: "S3-018",
    title: "No bucket is a website",
    reason: "S3's website endpoints speak no TLS and need a public bucket.",
    fix: "Serve it through CloudFront with an origin access control.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 9"],
    applies: ["aws_s3_bucket", "aws_s3_bucket_website_configuration"],
    judge: (resource) => (resource.type === "aws_s3_bucket_website_configuration" || isSet(resource, "website") ? "serves a website itself" : undefined),
  },
  {
    id: "S3-019",
    title: "Cross-origin rules name their origins",
    reason: "With * any page on the web may read what a shopper's browser may.",
    fix: "List the shop's own origins in allowed_origins.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 9"],
    applies: ["aws_s3_bucket_cors_configuration"],
    judge: mustNotBe("cors_rule.allowed_origins", "*"),
  },
  {
    id: "S3-021",
    title: "Buckets of the shop's data tell what changes",
    reason: "What is made from an upload starts by its event, and whoever asks later finds one.",
    fix: "Declare an aws_s3_bucket_notification with eventbridge = true; what services deliver (logs, recordings) is not asked.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["CKV2_AWS_62", "FSBP S3.11"],
    applies: ["aws_s3_bucket"],
    judge: where((bucket, inventory) => !isDelivered(bucket, inventory), mustHavePart("notification")),
  },
  {
    id: "S3-020",
    title: "Bucket policies lock nobody out but on a condition",
    reason: "A Deny of everything to everyone can be taken back by the root user alone.",
    fix: "Give the Deny a condition, or name whom it is about.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_93"],
    applies: ["aws_s3_bucket_policy"],
    judge: (policy) => {
      const lock = statementsAt(policy, "policy").find(
        ({ effect, actions, principals, conditions }) => effect === "Deny" && principals.some(isEveryone) && actions.some((action) => action === "*" || action === "s3:*") && conditions.size === 0,
      );
      return lock && `statement ${lock.sid} denies everyone everything`;
    },
  },
];
