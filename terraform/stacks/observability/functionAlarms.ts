import type { EnvironmentStack } from "../../constructs/stack.ts";
import { FUNCTION_NAMES } from "../events/functionNames.ts";
import { alarm } from "./alarm.ts";

const MINUTE = 60;

/** Errors and throttles of every function, and the age of what the carts' stream still holds. */
export function makeFunctionAlarms(stack: EnvironmentStack): void {
  for (const name of FUNCTION_NAMES) {
    const dimensions = { FunctionName: stack.names.of(name) };
    alarm(stack, {
      name: `${name}-errors`,
      description: `Function ${name} fails: its log group says why`,
      watched: { namespace: "AWS/Lambda", metric: "Errors", dimensions, statistic: "Sum" },
      above: 3,
      periodSeconds: 5 * MINUTE,
      periods: 2,
      of: 3,
      missing: "notBreaching",
    });
    alarm(stack, {
      name: `${name}-throttles`,
      description: `Function ${name} reaches its reserved concurrency: raise it or find out what floods it`,
      watched: { namespace: "AWS/Lambda", metric: "Throttles", dimensions, statistic: "Sum" },
      above: 10,
      periodSeconds: 5 * MINUTE,
      periods: 3,
      missing: "notBreaching",
    });
  }
  alarm(stack, {
    name: "cart-expiry-late",
    description: "The carts' stream is more than an hour behind; DynamoDB drops its records after 24 hours",
    watched: { namespace: "AWS/Lambda", metric: "IteratorAge", dimensions: { FunctionName: stack.names.of("cart-expiry") }, statistic: "Maximum" },
    above: 60 * MINUTE * 1000,
    periodSeconds: 5 * MINUTE,
    periods: 3,
    missing: "notBreaching",
  });
}
