import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { FUNCTION_NAMES } from "../events/functionNames.ts";
import { alarm } from "./alarm.ts";
import { APP_LOG_METRICS, APP_NAMESPACE, filterPattern } from "./appLogMetrics.ts";

const FIVE_MINUTES = 300;

/** Counts what the app logs, raises alarms on it, and keeps the questions that people ask of logs. */
export function makeLogMetrics(stack: EnvironmentStack): void {
  const { names } = stack;
  for (const entry of APP_LOG_METRICS) {
    new CloudwatchLogMetricFilter(stack, `app_${snakeCase(entry.metric)}`, {
      name: names.of("app", entry.metric),
      logGroupName: names.logGroup("app"),
      pattern: filterPattern(entry),
      metricTransformation: { name: entry.metric, namespace: APP_NAMESPACE, value: "1", defaultValue: "0", unit: "Count" },
    });
    if (entry.alarmAbove === undefined || entry.alarm === undefined) continue;
    alarm(stack, {
      name: entry.alarm,
      description: `${entry.description}. The saved query "${names.of("app-errors")}" lists them`,
      watched: { namespace: APP_NAMESPACE, metric: entry.metric, statistic: "Sum" },
      above: entry.alarmAbove,
      periodSeconds: FIVE_MINUTES,
      periods: entry.periods ?? 2,
      missing: "notBreaching",
    });
  }
  makeQueries(stack);
}

function makeQueries(stack: EnvironmentStack): void {
  const { names } = stack;
  const app = [names.logGroup("app")];
  const queries: { name: string; logGroups: string[]; query: string }[] = [
    {
      name: "app-errors",
      logGroups: app,
      query: "fields @timestamp, msg, err.message, path, @logStream | filter level >= 50 | sort @timestamp desc | limit 200",
    },
    { name: "app-errors-by-message", logGroups: app, query: "filter level >= 50 | stats count(*) as times, latest(@timestamp) as last by msg, err.type | sort times desc" },
    {
      name: "payments",
      logGroups: app,
      query: "fields @timestamp, level, msg, attemptId, gateway, error | filter ispresent(attemptId) | sort @timestamp desc | limit 200",
    },
    {
      name: "render-jobs",
      logGroups: [names.logGroup("render")],
      query: "fields @timestamp, product, job, attempt, step, outcome, reason, seconds, msg | filter ispresent(jobId) | sort @timestamp desc | limit 500",
    },
    {
      name: "function-errors",
      logGroups: FUNCTION_NAMES.map((name) => names.logGroup("functions", name)),
      query: 'fields @timestamp, @log, message, errorType, errorMessage | filter level in ["ERROR", "FATAL"] | sort @timestamp desc | limit 200',
    },
  ];
  for (const { name, logGroups, query } of queries) {
    new CloudwatchQueryDefinition(stack, `query_${name.replaceAll("-", "_")}`, { name: names.of(name), logGroupNames: logGroups, queryString: query });
  }
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
