import { Lambda, type LambdaProps } from "../../constructs/lambda.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { functionEnvironments } from "./functionEnvironment.ts";
import { FUNCTION_NAMES, type FunctionName } from "./functionNames.ts";
import { functionPermissions } from "./functionPermissions.ts";

interface Size {
  description: string;
  timeoutSeconds: number;
  memoryMb: number;
}

/** Timeouts stay under a sixth of the queue's visibility timeout (queues.ts); Cognito waits five seconds for a trigger. */
const SIZES: Record<FunctionName, Size> = {
  "order-mail": { description: "Writes the mails that customers get about orders and carts", timeoutSeconds: 30, memoryMb: 512 },
  thumbnails: { description: "Makes thumbnails of a poster", timeoutSeconds: 60, memoryMb: 1769 },
  analytics: { description: "Hands events to the analytics stream", timeoutSeconds: 30, memoryMb: 256 },
  "stock-alerts": { description: "Tells buyers what runs out", timeoutSeconds: 30, memoryMb: 512 },
  // A sweep reads the whole table, a page of 1 MB after the other.
  "cart-expiry": { description: "Tells the bus of carts that were left behind, and ends those whose time is over", timeoutSeconds: 300, memoryMb: 256 },
  "identity-pre-sign-up": { description: "Checks a new account before Cognito takes it", timeoutSeconds: 5, memoryMb: 256 },
  "identity-post-confirmation": { description: "Notes that an account was confirmed", timeoutSeconds: 5, memoryMb: 256 },
};

/** Functions that sign in to PostgreSQL: RDS Proxy is reached from within the network only. */
const USE_THE_DATABASE: readonly FunctionName[] = ["order-mail", "stock-alerts"];

/** Makes every function of the region. */
export function makeFunctions(stack: EnvironmentStack, release: string, keyArn: string): Record<FunctionName, Lambda> {
  const environments = functionEnvironments(stack);
  const functions = {} as Record<FunctionName, Lambda>;
  for (const name of FUNCTION_NAMES) {
    functions[name] = new Lambda(stack, {
      name,
      release,
      keyArn,
      failuresQueue: "functions-dlq",
      environment: { ...environments[name] },
      statements: functionPermissions(stack, name),
      ...(USE_THE_DATABASE.includes(name) && { network: databaseNetwork(stack) }),
      ...SIZES[name],
    });
  }
  return functions;
}

function databaseNetwork(stack: EnvironmentStack): LambdaProps["network"] {
  return {
    subnetIds: lookupList(stack, "network", "private-subnet-ids"),
    securityGroupIds: [lookup(stack, "network", "functions-security-group-id")],
  };
}
