import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { WebAcl } from "../../constructs/webAcl.ts";
import { declareRiskConfiguration } from "./riskConfiguration.ts";
import { declareUserPool } from "./userPool.ts";
import { declareUserPoolClient } from "./userPoolClient.ts";

/** Who shoppers are: Cognito, in the primary region. Guests buy without it, so its loss stops sign-ins and nothing else. */
export class IdentityStack extends EnvironmentStack {
  declare readonly kind: "identity";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "identity" });
    const pool = declareUserPool(this);
    const client = declareUserPoolClient(this, pool);
    declareRiskConfiguration(this, pool);
    const firewall = new WebAcl(this, "sign-in", {
      scope: "REGIONAL",
      description: "In front of the sign-in pages",
      clients: "direct",
      // A sign-in takes some ten requests, three of which send something.
      requestsPerFiveMinutes: 1_000,
      writesPerFiveMinutes: 100,
      refuseUninspectedBodies: true,
      botControl: false,
      redactQuery: true,
    });
    new Wafv2WebAclAssociation(this, "sign_in_pages", { resourceArn: pool.arn, webAclArn: firewall.arn });
    for (const region of this.regions) {
      publish(this, "user-pool-id", pool.id, { region });
      publish(this, "user-pool-client-id", client.id, { region });
    }
  }
}
