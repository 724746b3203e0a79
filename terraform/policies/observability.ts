import { at, first, type DeclaredResource } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";
import { all, isSet, mustBe, mustNotBe, mustSet, where } from "./judges.ts";
import type { EnvironmentPolicy, Policy } from "./policy.ts";

const ALARM = "aws_cloudwatch_metric_alarm";
const ALARMS = [ALARM, "aws_cloudwatch_composite_alarm"] as const;

/** Whether a composite alarm speaks for this one. */
function isPartOfAnother(alarm: DeclaredResource, inventory: Inventory): boolean {
  const name = String(first(alarm, "alarm_name"));
  return inventory.ofType("aws_cloudwatch_composite_alarm").some((composite) => composite !== alarm && composite.region === alarm.region && String(first(composite, "alarm_rule")).includes(name));
}

/** Metrics that alarms of a region look at, as `namespace/name`, from single metrics and from expressions alike. */
function watchedIn(region: string | undefined, inventory: Inventory): Set<string> {
  const watched = new Set<string>();
  for (const alarm of inventory.ofType(ALARM)) {
    if (alarm.region !== region) continue;
    for (const metric of [alarm.values, ...at(alarm, "metric_query.metric")]) watched.add(`${String(first(metric, "namespace"))}/${String(first(metric, "metric_name"))}`);
    // SELECT AVG(m) FROM SCHEMA("AWS/Lambda", …) and SEARCH('{AWS/SQS,…} MetricName="…"') name both in one text.
    for (const expression of at(alarm, "metric_query.expression").map(String)) {
      const namespace = /AWS\/\w+/.exec(expression)?.[0];
      for (const [word] of expression.matchAll(/\w+/g)) watched.add(`${namespace ?? ""}/${word}`);
    }
  }
  return watched;
}

/** What must be watched wherever resources of a type are: any one of the metrics. */
const WATCHED: readonly { id: string; title: string; type: string; only?: RegExp; metrics: readonly string[]; reason: string; fix: string }[] = [
  { id: "OBS-010", title: "Dead letters are noticed", type: "aws_sqs_queue", only: /-dlq$/, metrics: ["AWS/SQS/ApproximateNumberOfMessagesVisible"], reason: "A message set aside is an order whose mail was not sent.", fix: "Declare an alarm on ApproximateNumberOfMessagesVisible of the dead-letter queues." },
  { id: "OBS-011", title: "Functions' errors are noticed", type: "aws_lambda_function", metrics: ["AWS/Lambda/Errors"], reason: "Functions fail where no shopper sees it.", fix: "Declare an alarm on AWS/Lambda Errors." },
  { id: "OBS-012", title: "Errors of the shop are noticed", type: "aws_lb", metrics: ["AWS/ApplicationELB/HTTPCode_Target_5XX_Count", "AWS/ApplicationELB/HTTPCode_ELB_5XX_Count"], reason: "Shoppers leave; they don't report.", fix: "Declare an alarm on HTTPCode_Target_5XX_Count." },
  { id: "OBS-013", title: "Unhealthy instances are noticed", type: "aws_lb_target_group", metrics: ["AWS/ApplicationELB/UnHealthyHostCount", "AWS/ApplicationELB/HealthyHostCount"], reason: "A fleet that shrinks hour by hour fails at the next peak.", fix: "Declare an alarm on UnHealthyHostCount or HealthyHostCount." },
  { id: "OBS-014", title: "The database's load is noticed", type: "aws_rds_cluster", metrics: ["AWS/RDS/CPUUtilization", "AWS/RDS/ACUUtilization", "AWS/RDS/ServerlessDatabaseCapacity"], reason: "At the ceiling every page waits.", fix: "Declare an alarm on ACUUtilization or CPUUtilization." },
  { id: "OBS-015", title: "Throttled tables are noticed", type: "aws_dynamodb_table", metrics: ["AWS/DynamoDB/ThrottledRequests", "AWS/DynamoDB/ReadThrottleEvents", "AWS/DynamoDB/WriteThrottleEvents", "AWS/DynamoDB/SystemErrors"], reason: "A throttled cart is a lost order.", fix: "Declare an alarm on ThrottledRequests." },
];

const watching: readonly EnvironmentPolicy[] = WATCHED.map(({ id, title, type, only, metrics, reason, fix }) => ({
  id,
  title,
  reason,
  fix,
  severity: "medium",
  pillars: ["operations", "reliability"],
  frameworks: ["Well-Architected OPS 8", "Well-Architected REL 6"],
  judgeEnvironment: (inventory) => {
    const places = inventory.ofType(type).filter((resource) => !only || only.test(String(first(resource, "name") ?? "")));
    return [...new Set(places.map(({ region }) => region))]
      .filter((region) => !metrics.some((metric) => watchedIn(region, inventory).has(metric)))
      .map((region) => `no alarm in ${region ?? "the stack's region"} looks at ${metrics.join(" or ")}`);
  },
}));

/** Alarms, dashboards, canaries. */
export const observability: readonly Policy[] = [
  {
    id: "OBS-001",
    title: "Alarms tell somebody",
    reason: "An alarm without an action is a lamp in a locked room.",
    fix: "Set alarm_actions to the page or inform topic, or name the alarm in a composite one.",
    severity: "high",
    pillars: ["operations"],
    frameworks: ["CKV_AWS_319", "FSBP CloudWatch.15", "FSBP CloudWatch.17"],
    applies: [...ALARMS],
    judge: (alarm, inventory) => mustNotBe("actions_enabled", false)(alarm, inventory) ?? (isSet(alarm, "alarm_actions") || isPartOfAnother(alarm, inventory) ? undefined : "alarm_actions is not set"),
  },
  {
    id: "OBS-002",
    title: "Alarms say what to do",
    reason: "Who is woken at three reads the description first.",
    fix: "Set alarm_description: what shoppers notice and where to look.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 10"],
    applies: [...ALARMS],
    judge: mustSet("alarm_description"),
  },
  {
    id: "OBS-003",
    title: "Alarms know what silence means",
    reason: "Missing data is health for errors and an outage for heartbeats; by default it is neither.",
    fix: "Set treat_missing_data.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 8"],
    applies: [ALARM],
    judge: mustSet("treat_missing_data"),
  },
  {
    id: "OBS-004",
    title: "Canaries run, and are traced",
    reason: "They are the first shopper of every minute.",
    fix: "Set start_canary = true and run_config.active_tracing = true.",
    severity: "low",
    pillars: ["operations", "reliability"],
    frameworks: ["Well-Architected OPS 4"],
    applies: ["aws_synthetics_canary"],
    judge: all(mustBe("start_canary", true), mustBe("run_config.active_tracing", true)),
  },
  {
    id: "OBS-005",
    title: "Canaries' pictures are encrypted and end",
    reason: "Every run leaves screenshots.",
    fix: "Set artifact_config.s3_encryption, success_retention_period and failure_retention_period.",
    severity: "low",
    pillars: ["cost", "security"],
    frameworks: ["Well-Architected SEC 8"],
    applies: ["aws_synthetics_canary"],
    judge: mustSet("artifact_config.s3_encryption.encryption_mode", "success_retention_period", "failure_retention_period"),
  },
  {
    id: "OBS-006",
    title: "Traces are sampled",
    reason: "All of them cost more than the servers; none tell nothing.",
    fix: "Set fixed_rate to at most 0.2.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 9"],
    waivedIn: ["dev"],
    applies: ["aws_xray_sampling_rule"],
    judge: where((rule) => first(rule, "url_path") === "*" && first(rule, "service_name") === "*", (rule) => (Number(first(rule, "fixed_rate")) <= 0.2 ? undefined : `samples ${String(first(rule, "fixed_rate"))}`)),
  },
  {
    id: "OBS-007",
    title: "There are dashboards",
    reason: "During an incident there is no time to build one.",
    fix: "Declare aws_cloudwatch_dashboard in the observability stack.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 8"],
    judgeEnvironment: (inventory) => (inventory.ofType("aws_cloudwatch_dashboard").length > 0 ? [] : ["no stack declares a dashboard"]),
  },
  {
    id: "OBS-008",
    title: "Somebody is paged",
    reason: "A composite alarm wakes one person once, for what shoppers notice.",
    fix: "Declare an aws_cloudwatch_composite_alarm with the page topic.",
    severity: "medium",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 10"],
    judgeEnvironment: (inventory) => (inventory.ofType("aws_cloudwatch_composite_alarm").some((alarm) => at(alarm, "alarm_actions").some((action) => /page/.test(String(action)))) ? [] : ["no composite alarm pages"]),
  },
  {
    id: "OBS-009",
    title: "The shop is tried from outside",
    reason: "A name that does not resolve raises none of the shop's own metrics.",
    fix: "Declare an aws_synthetics_canary.",
    severity: "medium",
    pillars: ["reliability", "operations"],
    frameworks: ["Well-Architected REL 6"],
    waivedIn: ["dev"],
    judgeEnvironment: (inventory) => (inventory.ofType("aws_synthetics_canary").length > 0 ? [] : ["no stack declares a canary"]),
  },
  ...watching,
];
