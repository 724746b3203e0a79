import { TerraformVariable, type Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareWebAlarms } from "./alarms.ts";
import { declareAppRole } from "./appRole.ts";
import { declareFirewall } from "./firewall.ts";
import { declareFleet } from "./fleet.ts";
import { declareLoadBalancer } from "./loadBalancer.ts";
import { declareOriginRecord } from "./originRecord.ts";
import { declareScaling } from "./scaling.ts";

/** A region's shop: the load balancer that CloudFront calls, and the fleet behind it. Keeps no data. */
export class WebStack extends EnvironmentStack {
  declare readonly kind: "web";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "web", region });
    const release = new TerraformVariable(this, "release", {
      type: "string",
      description: "The release that instances run: a folder below releases/ in the releases bucket",
      default: "initial",
    });

    logGroup(this, "app_log", this.names.logGroup("app"));
    const loadBalancer = declareLoadBalancer(this);
    declareFirewall(this, loadBalancer.balancer);
    declareOriginRecord(this, loadBalancer.balancer);
    const alarms = declareWebAlarms(this, loadBalancer);
    const fleet = declareFleet(this, declareAppRole(this), release.stringValue, loadBalancer, alarms);
    declareScaling(this, fleet, loadBalancer);

    publish(this, "load-balancer-dimension", loadBalancer.balancer.arnSuffix);
    publish(this, "target-group-dimension", loadBalancer.targets.arnSuffix);
  }
}
