import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class BootstrapStack extends EnvironmentStack {
  declare readonly kind: "bootstrap";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "bootstrap" });
  }
}
