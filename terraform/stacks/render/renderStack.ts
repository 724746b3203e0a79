import { TerraformVariable, type Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareRenderAlarms } from "./alarms.ts";
import { declareFleet } from "./fleet.ts";
import { declareRenderRole } from "./renderRole.ts";
import { declareScaling } from "./scaling.ts";

/** A region's render fleet: turns the sources of products into models. Its queue belongs to the events stack. */
export class RenderStack extends EnvironmentStack {
  declare readonly kind: "render";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "render", region });
    const release = new TerraformVariable(this, "release", {
      type: "string",
      description: "The release that instances run: a folder below releases/ in the releases bucket",
      default: "initial",
    });
    logGroup(this, "render_log", this.names.logGroup("render"));
    const fleet = declareFleet(this, declareRenderRole(this), release.stringValue);
    declareScaling(this, fleet);
    declareRenderAlarms(this);
  }
}
