import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class NetworkStack extends EnvironmentStack {
  declare readonly kind: "network";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "network", region });
  }
}
