import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class WebStack extends EnvironmentStack {
  declare readonly kind: "web";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "web", region });
  }
}
