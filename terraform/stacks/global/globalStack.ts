import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { WebAcl } from "../../constructs/webAcl.ts";
import { declareEdgeAlarms } from "./alarms.ts";
import { declareEdgeCertificate } from "./certificate.ts";
import { declareDistribution } from "./distribution.ts";
import { declareDnssec } from "./dnssec.ts";
import { declareEdgeLogs } from "./edgeLogs.ts";
import { declareShopRecords } from "./records.ts";
import { declareShield } from "./shield.ts";
import { declareZone } from "./zone.ts";

/** What the whole environment has once: its zone, and CloudFront with its certificate and firewall. */
export class GlobalStack extends EnvironmentStack {
  declare readonly kind: "global";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "global" });
    const zone = declareZone(this);
    declareDnssec(this, zone);
    for (const region of this.regions) publish(this, "zone-id", zone.zoneId, { region });
    const firewall = new WebAcl(this, "edge", {
      scope: "CLOUDFRONT",
      description: "In front of CloudFront",
      clients: "direct",
      requestsPerFiveMinutes: 10_000,
      writesPerFiveMinutes: 300,
      refuseUninspectedBodies: true,
      botControl: environment.options.botControl,
    });
    const certificateArn = declareEdgeCertificate(this, zone);
    const distribution = declareDistribution(this, {
      certificateArn,
      webAclArn: firewall.arn,
      logs: declareEdgeLogs(this),
    });
    declareShopRecords(this, zone, distribution);
    if (environment.options.shieldAdvanced) declareShield(this, zone, distribution);
    declareEdgeAlarms(this, { zone, distribution, certificateArn });
  }
}
