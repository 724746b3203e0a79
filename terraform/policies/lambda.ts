import { at, first, isUnknown, type DeclaredResource } from "../plan/resource.ts";
import { isSet, mustBe, mustBeWithin, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";
import { secretIn } from "./secretPatterns.ts";

const FUNCTION = "aws_lambda_function";
/** Those that AWS patches: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html, November 2026. */
const RUNTIMES = ["nodejs22.x", "nodejs24.x", "python3.11", "python3.12", "python3.13", "python3.14", "java17", "java21", "java25", "dotnet8", "dotnet10", "ruby3.3", "ruby3.4", "provided.al2023"];

const isQueue = (mapping: DeclaredResource) => /:sqs:|aws_sqs_queue/.test(String(first(mapping, "event_source_arn"))) || (mapping.references.event_source_arn ?? []).some((address) => address.startsWith("aws_sqs_queue"));

/** Functions, who may call them and what feeds them. */
export const lambda: readonly ResourcePolicy[] = [
  {
    id: "LAM-001",
    title: "Functions are traced",
    reason: "An order's way through queues and functions is otherwise lost.",
    fix: 'Set tracing_config.mode = "Active".',
    severity: "low",
    pillars: ["operations"],
    frameworks: ["CKV_AWS_50"],
    applies: [FUNCTION],
    judge: mustBe("tracing_config.mode", "Active"),
  },
  {
    id: "LAM-002",
    title: "What a function can't do is kept",
    reason: "An event that fails three times is otherwise gone.",
    fix: "Set dead_letter_config, or an aws_lambda_function_event_invoke_config with on_failure.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_116"],
    applies: [FUNCTION],
    judge: (fn, inventory) =>
      isSet(fn, "dead_letter_config.target_arn") || inventory.attachedTo(fn, "aws_lambda_function_event_invoke_config", "function_name", "function_name").some((config) => at(config, "destination_config.on_failure").length > 0)
        ? undefined
        : "has no dead_letter_config",
  },
  {
    id: "LAM-003",
    title: "Functions have a ceiling of their own",
    reason: "One that runs away takes the account's concurrency from all others.",
    fix: "Set reserved_concurrent_executions.",
    severity: "medium",
    pillars: ["reliability", "cost"],
    frameworks: ["CKV_AWS_115"],
    applies: [FUNCTION],
    judge: mustBeWithin("reserved_concurrent_executions", { least: 1, most: 1000 }),
  },
  {
    id: "LAM-004",
    title: "A function's settings are encrypted with a key of ours",
    reason: "Whoever may read the function reads its environment.",
    fix: "Set kms_key_arn.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV_AWS_173"],
    applies: [FUNCTION],
    judge: where((fn) => at(fn, "environment.variables").length > 0, mustSet("kms_key_arn")),
  },
  {
    id: "LAM-005",
    title: "Functions run on a supported runtime",
    reason: "A retired runtime gets no security fixes, and one day can't be updated.",
    fix: `Choose one of ${RUNTIMES.join(", ")}.`,
    severity: "high",
    pillars: ["security", "operations"],
    frameworks: ["CKV_AWS_363", "FSBP Lambda.2"],
    applies: [FUNCTION],
    judge: where((fn) => first(fn, "package_type") !== "Image", (fn) => (RUNTIMES.includes(String(first(fn, "runtime"))) ? undefined : `runtime is ${String(first(fn, "runtime") ?? "not set")}`)),
  },
  {
    id: "LAM-006",
    title: "Functions run on Graviton",
    reason: "A fifth cheaper for the same work.",
    fix: 'Set architectures = ["arm64"].',
    severity: "low",
    pillars: ["cost", "sustainability"],
    frameworks: ["Well-Architected SUS 5"],
    applies: [FUNCTION],
    judge: mustBe("architectures", "arm64"),
  },
  {
    id: "LAM-007",
    title: "Functions log to a group that is declared",
    reason: "A group that Lambda makes by itself keeps everything for ever, without a key.",
    fix: "Declare the log group with logGroup() and name it in logging_config.log_group.",
    severity: "medium",
    pillars: ["operations", "cost"],
    frameworks: ["CKV_AWS_158", "Well-Architected COST 4"],
    applies: [FUNCTION],
    judge: (fn, inventory) => {
      const name = first(fn, "logging_config.log_group") ?? `/aws/lambda/${String(first(fn, "function_name"))}`;
      if (isUnknown(name)) return inventory.referredBy(fn, "logging_config.log_group", "aws_cloudwatch_log_group").length > 0 ? undefined : "its log group is not declared";
      return inventory.ofType("aws_cloudwatch_log_group").some((group) => first(group, "name") === name) ? undefined : `its log group ${String(name)} is not declared`;
    },
  },
  {
    id: "LAM-008",
    title: "Functions log as JSON",
    reason: "Metric filters and queries read fields, not prose.",
    fix: 'Set logging_config.log_format = "JSON".',
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 4"],
    applies: [FUNCTION],
    judge: mustBe("logging_config.log_format", "JSON"),
  },
  {
    id: "LAM-009",
    title: "Functions' settings hold no secret",
    reason: "They are shown in the console and in the state.",
    fix: "Read secrets from Secrets Manager or Parameter Store.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_45"],
    applies: [FUNCTION],
    judge: (fn) => {
      for (const variables of at(fn, "environment.variables")) {
        for (const [name, value] of Object.entries(variables ?? {})) {
          const secret = secretIn(`${name}=${String(value)}`) ?? (/(password|secret|token)$/i.test(name) && !/arn:|\$\{|^$/.test(String(value)) ? "a secret" : undefined);
          if (secret) return `${name} holds ${secret}`;
        }
      }
      return undefined;
    },
  },
  {
    id: "LAM-010",
    title: "Functions are called by named services for named resources",
    reason: "The confused deputy: a service calls for whoever tells it to.",
    fix: "Set source_arn or source_account on the permission.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_364", "CKV_AWS_301", "FSBP Lambda.1"],
    applies: ["aws_lambda_permission"],
    judge: (permission) => {
      const principal = String(first(permission, "principal"));
      if (principal === "*") return "lets everyone call";
      return principal.endsWith(".amazonaws.com") && !isSet(permission, "source_arn") && !isSet(permission, "source_account") ? `lets ${principal} call for anybody` : undefined;
    },
  },
  {
    id: "LAM-011",
    title: "Function addresses ask who calls",
    reason: "With NONE anybody on the Internet runs the function.",
    fix: 'Set authorization_type = "AWS_IAM".',
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_258"],
    applies: ["aws_lambda_function_url", FUNCTION],
    judge: mustNotBe("authorization_type", "NONE"),
  },
  {
    id: "LAM-012",
    title: "One bad message does not send back the batch",
    reason: "The good ones of the batch would be done again: mail twice.",
    fix: 'Set function_response_types = ["ReportBatchItemFailures"].',
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 4"],
    applies: ["aws_lambda_event_source_mapping"],
    judge: mustBe("function_response_types", "ReportBatchItemFailures"),
  },
  {
    id: "LAM-013",
    title: "A stream's bad records are set aside",
    reason: "A record that always fails blocks its shard for a day.",
    fix: "Set maximum_retry_attempts, bisect_batch_on_function_error and destination_config.on_failure.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 5"],
    applies: ["aws_lambda_event_source_mapping"],
    judge: where((mapping) => !isQueue(mapping), (mapping, inventory) => mustSet("destination_config.on_failure.destination_arn", "maximum_retry_attempts")(mapping, inventory) ?? mustBe("bisect_batch_on_function_error", true)(mapping, inventory)),
  },
  {
    id: "LAM-014",
    title: "Each function has a role of its own",
    reason: "A shared role allows each what any of them needs.",
    fix: "Make a Role for the function.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: [FUNCTION],
    judge: (fn, inventory) => {
      const role = String(first(fn, "role"));
      const other = inventory.ofType(FUNCTION).find((candidate) => candidate !== fn && candidate.stack === fn.stack && first(candidate, "role") === role && (!isUnknown(role) || (fn.references.role ?? []).join() === (candidate.references.role ?? []).join()));
      return other && `shares its role with ${other.address}`;
    },
  },
  {
    id: "LAM-015",
    title: "Queues wait longer than their function works",
    reason: "Otherwise a message is given out again while it is still worked on; AWS asks for six times the timeout.",
    fix: "Set the queue's visibility_timeout_seconds to six times the function's timeout.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 4"],
    applies: ["aws_lambda_event_source_mapping"],
    judge: where(isQueue, (mapping, inventory) => {
      const name = String(first(mapping, "event_source_arn")).split(":").at(-1);
      const queue = inventory.ofType("aws_sqs_queue").find((candidate) => candidate.stack === mapping.stack && ((mapping.references.event_source_arn ?? []).includes(candidate.address) || first(candidate, "name") === name));
      const called = String(first(mapping, "function_name")).split(":").at(-1);
      const fn = inventory.ofType(FUNCTION).find((candidate) => candidate.stack === mapping.stack && ((mapping.references.function_name ?? []).includes(candidate.address) || first(candidate, "function_name") === called));
      if (!queue || !fn) return undefined;
      const [visible, timeout] = [Number(first(queue, "visibility_timeout_seconds") ?? 30), Number(first(fn, "timeout") ?? 3)];
      return visible >= 6 * timeout ? undefined : `the queue waits ${visible} s, the function may take ${timeout} s`;
    }),
  },
];
