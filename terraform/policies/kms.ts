import { at, first, type DeclaredResource } from "../plan/resource.ts";
import { isEveryone, narrowsCaller, nameOf, statementsAt, type PolicyStatement } from "./documents.ts";
import type { Inventory } from "./inventory.ts";
import { mustBe, mustBeWithin, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";

const KEYS = ["aws_kms_key", "aws_kms_replica_key"] as const;
const POLICIES = [...KEYS, "aws_kms_key_policy"] as const;

const isSymmetric = (key: DeclaredResource) => ["", "SYMMETRIC_DEFAULT"].includes(String(first(key, "customer_master_key_spec") ?? ""));

/** Finds an allowing statement of the key's policy. */
const allowing =
  (broken: (statement: PolicyStatement, account: string | undefined) => boolean, what: string) =>
  (key: DeclaredResource, inventory: Inventory): string | undefined => {
    const account = inventory.accountOf(key.stack);
    const found = statementsAt(key, "policy").find((statement) => statement.effect === "Allow" && broken(statement, account));
    return found && `${nameOf(found)} ${what}`;
  };

/** The keys that everything else is encrypted with. */
export const kms: readonly ResourcePolicy[] = [
  {
    id: "KMS-001",
    title: "Keys are rotated",
    reason: "Rotation limits how much is lost with one key's material.",
    fix: "Set enable_key_rotation = true.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_7", "FSBP KMS.4", "CIS 3.6"],
    applies: ["aws_kms_key"],
    judge: where(isSymmetric, mustBe("enable_key_rotation", true)),
  },
  {
    id: "KMS-002",
    title: "Keys wait long before they are deleted",
    reason: "Everything that a key encrypted is gone with it; the waiting time is the only way back.",
    fix: "Set deletion_window_in_days = 30.",
    severity: "medium",
    pillars: ["reliability", "security"],
    frameworks: ["FSBP KMS.3"],
    applies: [...KEYS],
    judge: mustBeWithin("deletion_window_in_days", { least: 14, most: 30 }),
  },
  {
    id: "KMS-003",
    title: "Keys have a policy in code",
    reason: "Who may decrypt has to be read in the plan.",
    fix: "Write the policy with keyPolicy().",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_64"],
    applies: [...KEYS],
    judge: (key, inventory) =>
      statementsAt(key, "policy").length > 0 || inventory.attachedTo(key, "aws_kms_key_policy", "key_id", "key_id").length > 0 ? undefined : "has no policy that can be read",
  },
  {
    id: "KMS-004",
    title: "Key policies allow nothing to everyone",
    reason: "Whoever may use the key may read what it protects.",
    fix: "Name the account, role or service, or add kms:CallerAccount with kms:ViaService.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_33", "FSBP KMS.5"],
    applies: [...POLICIES],
    judge: allowing((statement) => (statement.principals.some(isEveryone) || statement.notPrincipals.length > 0) && !narrowsCaller(statement), "lets everyone in"),
  },
  {
    id: "KMS-005",
    title: "Keys are for this account",
    reason: "Another account in the policy can decrypt, and its own administrators decide who there.",
    fix: "Remove the other account; share the data, not the key.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: [...POLICIES],
    judge: allowing((statement, account) => account !== undefined && statement.principals.some((principal) => /^AWS:/.test(principal) && /\d{12}/.test(principal) && !principal.includes(account)), "names another account"),
  },
  {
    id: "KMS-006",
    title: "Only the account itself has every right over a key",
    reason: "Who may change a key's policy can give it to anybody, or schedule its end.",
    fix: "List the actions: kms:Decrypt, kms:GenerateDataKey*, kms:DescribeKey; administration stays with IAM policies of the account.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 8"],
    applies: [...POLICIES],
    judge: allowing(
      (statement) =>
        statement.actions.some((action) => ["*", "kms:*", "kms:put*", "kms:putkeypolicy", "kms:schedulekeydeletion"].includes(action.toLowerCase())) &&
        !statement.principals.every((principal) => /^AWS:(arn:aws[\w-]*:iam::\d{12}:root|\d{12})$/.test(principal)),
      "gives every right to more than the account",
    ),
  },
  {
    id: "KMS-007",
    title: "Services use keys for this account only",
    reason: "A service works for every account: without a source condition it can be made to use the key for somebody else's.",
    fix: "Add StringEquals aws:SourceAccount (or ArnLike aws:SourceArn, an encryption context, kms:ViaService) to the statement.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: [...POLICIES],
    judge: allowing(
      (statement) =>
        statement.principals.some((principal) => /^Service:/.test(principal)) && !narrowsCaller(statement) &&
        ![...statement.conditions.keys()].some((key) => key.startsWith("kms:encryptioncontext") || key === "kms:viaservice"),
      "lets a service in without saying for whom",
    ),
  },
  {
    id: "KMS-008",
    title: "Keys have an alias",
    reason: "Policies and people name keys by alias; an id says nothing.",
    fix: "Declare an aws_kms_alias.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 1"],
    applies: [...KEYS],
    judge: (key, inventory) => (inventory.attachedTo(key, "aws_kms_alias", "target_key_id", "key_id").length > 0 ? undefined : "no aws_kms_alias targets it"),
  },
  {
    id: "KMS-009",
    title: "Keys say what they are for",
    reason: "A key that nobody can place is a key that nobody dares to rotate or delete.",
    fix: "Set description.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 1"],
    applies: [...KEYS],
    judge: mustSet("description"),
  },
  {
    id: "KMS-010",
    title: "The policy lock-out check stays on",
    reason: "Without it an apply can leave a key that nobody can administer, and only AWS support can help.",
    fix: "Leave bypass_policy_lockout_safety_check out.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected OPS 6"],
    applies: [...POLICIES],
    judge: mustNotBe("bypass_policy_lockout_safety_check", true),
  },
  {
    id: "KMS-011",
    title: "Keys are enabled",
    reason: "What a disabled key encrypts can't be read: an outage of all that uses it.",
    fix: "Leave is_enabled and enabled out, or true.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_227"],
    applies: [...KEYS],
    judge: (key) => (at(key, "is_enabled").includes(false) || at(key, "enabled").includes(false) ? "is disabled" : undefined),
  },
];
