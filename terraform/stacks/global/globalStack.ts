import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { WebAcl } from "../../constructs/webAcl.ts";
import { declareDnssec } from "./dnssec.ts";
import { declareZone } from "./zone.ts";

/** What the whole environment has once: its zone, and CloudFront with its certificate and firewall. */
export class GlobalStack extends EnvironmentStack {
  declare readonly kind: "global";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "global" });
    const zone = declareZone(this);
    declareDnssec(this, zone);
    for (const region of this.regions) publish(this, "zone-id", zone.zoneId, { region });
    new WebAcl(this, "edge", {
      scope: "CLOUDFRONT",
      description: "In front of CloudFront",
      clients: "direct",
      requestsPerFiveMinutes: 10_000,
      writesPerFiveMinutes: 300,
      refuseUninspectedBodies: true,
      botControl: environment.options.botControl,
    });
  }
}
