import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class IdentityStack extends EnvironmentStack {
  declare readonly kind: "identity";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "identity" });
  }
}
