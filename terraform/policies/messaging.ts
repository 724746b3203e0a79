import { at, first, isUnknown, type DeclaredResource } from "../plan/resource.ts";
import { RESOURCE_POLICIES, isEveryone, nameOf, narrowsCaller, statementsAt, typesOf } from "./documents.ts";
import type { Inventory } from "./inventory.ts";
import { all, isSet, mustBe, mustBeWithin, mustHave, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";

const QUEUE = "aws_sqs_queue";
const TOPIC = "aws_sns_topic";
/** Keys and buckets have stricter rules of their own. */
const SHARED_POLICIES = Object.fromEntries(Object.entries(RESOURCE_POLICIES).filter(([type]) => !/kms|s3/.test(type)));

const nameIn = (resource: DeclaredResource) => String(first(resource, "name") ?? "");
/** A queue that others send their failures to. */
const isDeadLetters = (queue: DeclaredResource, inventory: Inventory) =>
  /-dlq$|dead/.test(nameIn(queue)) || inventory.ofType(QUEUE).some((other) => (other.references.redrive_policy ?? []).includes(queue.address));

const policiesOf = (resource: DeclaredResource, inventory: Inventory) => [
  ...statementsAt(resource, "policy"),
  ...(resource.type === QUEUE
    ? [...inventory.attachedTo(resource, "aws_sqs_queue_policy", "queue_url"), ...inventory.ofType("aws_sqs_queue_policy").filter((policy) => String(first(policy, "queue_url")).endsWith(`/${nameIn(resource)}`) && policy.stack === resource.stack)]
    : inventory.attachedTo(resource, "aws_sns_topic_policy", "arn")
  ).flatMap((policy) => statementsAt(policy, "policy")),
];

/** Queues, topics, buses, schedules and mail. */
export const messaging: readonly ResourcePolicy[] = [
  {
    id: "MSG-001",
    title: "Queues are encrypted with a key of ours",
    reason: "Orders and addresses wait in them.",
    fix: "Set kms_master_key_id.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_27", "CKV2_AWS_73", "FSBP SQS.1"],
    applies: [QUEUE],
    judge: all(mustSet("kms_master_key_id"), mustNotBe("kms_master_key_id", "alias/aws/sqs")),
  },
  {
    id: "MSG-002",
    title: "What can't be worked off is set aside",
    reason: "A message that always fails is otherwise tried until it expires, and then lost.",
    fix: "Set redrive_policy with a dead-letter queue.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["cdk-nag SQS3", "Well-Architected REL 4"],
    applies: [QUEUE],
    judge: where((queue, inventory) => !isDeadLetters(queue, inventory), (queue, inventory) => (inventory.attachedTo(queue, "aws_sqs_queue_redrive_policy", "queue_url").length > 0 ? undefined : mustSet("redrive_policy")(queue, inventory))),
  },
  {
    id: "MSG-003",
    title: "Dead letters are kept for two weeks",
    reason: "Somebody must find the cause before the message is gone.",
    fix: "Set message_retention_seconds = 1209600.",
    severity: "low",
    pillars: ["reliability", "operations"],
    frameworks: ["Well-Architected REL 4"],
    applies: [QUEUE],
    judge: where(isDeadLetters, mustBe("message_retention_seconds", 1_209_600)),
  },
  {
    id: "MSG-004",
    title: "Policies of resources let nobody in without a name",
    reason: "Everyone may otherwise send, read or take them.",
    fix: "Name the principal, or add aws:SourceArn or aws:SourceAccount.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_387", "FSBP SQS.3", "FSBP SNS.4"],
    applies: typesOf(SHARED_POLICIES),
    judge: (resource) => {
      const open = statementsAt(resource, SHARED_POLICIES[resource.type] ?? "policy").find((statement) => statement.effect === "Allow" && (statement.principals.some(isEveryone) || statement.notPrincipals.length > 0) && !narrowsCaller(statement));
      return open && `${nameOf(open)} lets everyone in`;
    },
  },
  {
    id: "MSG-005",
    title: "Services are let in for this account only",
    reason: "The confused deputy: a service acts for whichever account tells it to.",
    fix: "Add StringEquals aws:SourceAccount, or ArnLike aws:SourceArn.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: typesOf({ ...SHARED_POLICIES, aws_s3_bucket_policy: "policy" }),
    judge: (resource) => {
      const open = statementsAt(resource, RESOURCE_POLICIES[resource.type] ?? "policy").find((statement) => statement.effect === "Allow" && statement.principals.some((principal) => principal.startsWith("Service:")) && !narrowsCaller(statement));
      return open && `${nameOf(open)} lets ${open.principals.map((principal) => principal.replace("Service:", "")).join(", ")} in for any account`;
    },
  },
  {
    id: "MSG-006",
    title: "No other account is let in",
    reason: "Its administrators decide who there.",
    fix: "Remove the account, or except the resource with the reason for sharing it.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_385", "FSBP S3.6"],
    applies: typesOf({ ...SHARED_POLICIES, aws_s3_bucket_policy: "policy" }),
    judge: (resource, inventory) => {
      const account = inventory.accountOf(resource.stack);
      const foreign = statementsAt(resource, RESOURCE_POLICIES[resource.type] ?? "policy")
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ principals }) => principals)
        .find((principal) => account !== undefined && /^AWS:.*\d{12}/.test(principal) && !principal.includes(account));
      return foreign && `lets ${foreign.slice(4)} in`;
    },
  },
  {
    id: "MSG-007",
    title: "Queues and topics refuse requests without TLS",
    reason: "Both answer plain HTTP unless their policy says no.",
    fix: 'Add a Deny to everyone with Bool aws:SecureTransport "false".',
    severity: "medium",
    pillars: ["security"],
    frameworks: ["cdk-nag SQS4", "cdk-nag SNS3", "Well-Architected SEC 9"],
    applies: [QUEUE, TOPIC],
    judge: (resource, inventory) =>
      policiesOf(resource, inventory).some(({ effect, conditions }) => effect === "Deny" && conditions.get("aws:securetransport")?.values.includes("false")) ? undefined : "its policy does not deny requests without TLS",
  },
  {
    id: "MSG-008",
    title: "Topics are encrypted with a key of ours",
    reason: "Alarms and findings tell where the shop is weak.",
    fix: "Set kms_master_key_id.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_26", "FSBP SNS.1"],
    applies: [TOPIC],
    judge: all(mustSet("kms_master_key_id"), mustNotBe("kms_master_key_id", "alias/aws/sns")),
  },
  {
    id: "MSG-009",
    title: "Queues are asked patiently",
    reason: "Short polling pays for empty answers all day.",
    fix: "Set receive_wait_time_seconds = 20.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 6"],
    applies: [QUEUE],
    judge: where((queue, inventory) => !isDeadLetters(queue, inventory), mustBeWithin("receive_wait_time_seconds", { least: 1, most: 20 })),
  },
  {
    id: "MSG-010",
    title: "Dead-letter queues take from known queues only",
    reason: "Any queue of the account could otherwise send its failures there.",
    fix: "Declare an aws_sqs_queue_redrive_allow_policy with redrivePermission byQueue.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: [QUEUE],
    judge: where(
      (queue, inventory) => inventory.ofType(QUEUE).some((other) => other.stack === queue.stack && other !== queue && ((other.references.redrive_policy ?? []).includes(queue.address) || (nameIn(queue) !== "" && String(first(other, "redrive_policy")).includes(`:${nameIn(queue)}"`)))),
      (queue, inventory) => (isSet(queue, "redrive_allow_policy") || inventory.attachedTo(queue, "aws_sqs_queue_redrive_allow_policy", "queue_url").length > 0 ? undefined : "has no redrive_allow_policy"),
    ),
  },
  {
    id: "MSG-011",
    title: "Buses have a policy",
    reason: "It says in one place who may put events on them.",
    fix: "Declare an aws_cloudwatch_event_bus_policy.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["FSBP EventBridge.3"],
    applies: ["aws_cloudwatch_event_bus"],
    judge: mustHave("aws_cloudwatch_event_bus_policy", "event_bus_name"),
  },
  {
    id: "MSG-012",
    title: "Buses are encrypted with a key of ours",
    reason: "Events carry orders.",
    fix: "Set kms_key_identifier.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 8"],
    applies: ["aws_cloudwatch_event_bus"],
    judge: mustSet("kms_key_identifier"),
  },
  {
    id: "MSG-013",
    title: "Events can be played again",
    reason: "After a faulty consumer is mended, its events are gone without an archive.",
    fix: "Declare an aws_cloudwatch_event_archive for the bus.",
    severity: "low",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 5"],
    applies: ["aws_cloudwatch_event_bus"],
    judge: mustHave("aws_cloudwatch_event_archive", "event_source_arn"),
  },
  {
    id: "MSG-014",
    title: "Events that don't arrive are kept",
    reason: "After a day of trying EventBridge drops them.",
    fix: "Set dead_letter_config.arn on the target.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 4"],
    applies: ["aws_cloudwatch_event_target"],
    judge: where((target) => isSet(target, "event_bus_name") && first(target, "event_bus_name") !== "default", mustSet("dead_letter_config.arn")),
  },
  {
    id: "MSG-015",
    title: "Schedules keep what fails, encrypted",
    reason: "A nightly job that did not start is noticed by nobody.",
    fix: "Set kms_key_arn and target.dead_letter_config on the schedule.",
    severity: "low",
    pillars: ["reliability", "security"],
    frameworks: ["CKV_AWS_297"],
    applies: ["aws_scheduler_schedule"],
    judge: mustSet("kms_key_arn", "target.dead_letter_config.arn"),
  },
  {
    id: "MSG-016",
    title: "Mail is sent over TLS only",
    reason: "Order mails hold names and addresses.",
    fix: "Declare a configuration set with delivery_options.tls_policy REQUIRE.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_365", "FSBP SES.3"],
    applies: ["aws_sesv2_configuration_set", "aws_ses_configuration_set"],
    judge: (set) => {
      const policy = first(set, "delivery_options.tls_policy");
      return String(policy).toUpperCase() === "REQUIRE" || isUnknown(policy) ? undefined : "does not require TLS";
    },
  },
  {
    id: "MSG-017",
    title: "Mail is signed, and its reputation measured",
    reason: "Unsigned mail ends among the unwanted; complaints unheard end the account's right to send.",
    fix: "Set configuration_set_name on the identity, with DKIM of 2048 bits, and reputation_metrics_enabled on the set.",
    severity: "low",
    pillars: ["operations", "reliability"],
    frameworks: ["Well-Architected OPS 4"],
    applies: ["aws_sesv2_email_identity", "aws_sesv2_configuration_set"],
    judge: (resource, inventory) =>
      resource.type === "aws_sesv2_configuration_set"
        ? mustBe("reputation_options.reputation_metrics_enabled", true)(resource, inventory)
        : (mustSet("configuration_set_name")(resource, inventory) ?? (at(resource, "dkim_signing_attributes.next_signing_key_length").every((bits) => bits === "RSA_2048_BIT" || isUnknown(bits)) ? undefined : "signs with a short key")),
  },
  {
    id: "MSG-019",
    title: "Policies of resources name their actions",
    reason: "Every action holds deletion, and the policy itself.",
    fix: "List what the caller needs, such as sqs:SendMessage.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_72"],
    applies: typesOf(SHARED_POLICIES),
    judge: (resource) => {
      const wide = statementsAt(resource, SHARED_POLICIES[resource.type] ?? "policy").find(({ effect, actions, notActions }) => effect === "Allow" && (notActions.length > 0 || actions.some((action) => /^(\*|[\w-]+:\*)$/.test(action))));
      return wide && `${nameOf(wide)} allows every action`;
    },
  },
  {
    id: "MSG-018",
    title: "Subscriptions of addresses use TLS",
    reason: "Alarms over plain HTTP tell whoever listens.",
    fix: "Use https, email, sqs or lambda.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 9"],
    applies: ["aws_sns_topic_subscription"],
    judge: (subscription) => (first(subscription, "protocol") === "http" ? "delivers over plain HTTP" : undefined),
  },
];
