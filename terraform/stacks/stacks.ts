import type { Construct } from "../cdktf.ts";
import { regionsOf, type Environment } from "../config/environment.ts";
import type { EnvironmentStack } from "../constructs/stack.ts";
import { BootstrapStack } from "./bootstrap/bootstrapStack.ts";
import { DataStack } from "./data/dataStack.ts";
import { EventsStack } from "./events/eventsStack.ts";
import { GlobalStack } from "./global/globalStack.ts";
import { IdentityStack } from "./identity/identityStack.ts";
import { NetworkStack } from "./network/networkStack.ts";
import { ObservabilityStack } from "./observability/observabilityStack.ts";
import { RenderStack } from "./render/renderStack.ts";
import { SecurityStack } from "./security/securityStack.ts";
import { WebStack } from "./web/webStack.ts";

/**
 * Makes every stack of an environment.
 * @returns the stacks in the order in which they are applied; destroying goes the other way
 */
export function makeStacks(scope: Construct, environment: Environment): EnvironmentStack[] {
  const regions = regionsOf(environment);
  return [
    new BootstrapStack(scope, environment),
    new SecurityStack(scope, environment),
    new GlobalStack(scope, environment),
    ...regions.map((region) => new NetworkStack(scope, environment, region)),
    new DataStack(scope, environment),
    ...regions.map((region) => new EventsStack(scope, environment, region)),
    new IdentityStack(scope, environment),
    ...regions.map((region) => new WebStack(scope, environment, region)),
    ...regions.map((region) => new RenderStack(scope, environment, region)),
    ...regions.map((region) => new ObservabilityStack(scope, environment, region)),
  ];
}
