import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class GlobalStack extends EnvironmentStack {
  declare readonly kind: "global";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "global" });
  }
}
