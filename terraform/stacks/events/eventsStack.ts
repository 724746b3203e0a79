import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class EventsStack extends EnvironmentStack {
  declare readonly kind: "events";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "events", region });
  }
}
