import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";

export class RenderStack extends EnvironmentStack {
  declare readonly kind: "render";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "render", region });
  }
}
