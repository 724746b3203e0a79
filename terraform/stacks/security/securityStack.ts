import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EDGE_REGION } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareRegionKeys, declareWatchKeys } from "./keys.ts";
import { declareLogsBucket } from "./logsBucket.ts";
import { declareOriginSecret, publishSecurity } from "./registryEntries.ts";
import { declareTopics } from "./topics.ts";

/**
 * What every other stack stands on, in all regions and at the edge: keys, the roles' boundary, log buckets, topics,
 * and the services that watch the account.
 */
export class SecurityStack extends EnvironmentStack {
  declare readonly kind: "security";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "security" });
    const scaling = new IamServiceLinkedRole(this, "auto_scaling", {
      awsServiceName: "autoscaling.amazonaws.com",
      description: "Lets Auto Scaling start instances whose volumes are encrypted",
    });
    const edgeKeys = declareWatchKeys(this, EDGE_REGION);
    const originSecret = declareOriginSecret(this);
    for (const region of this.regions) {
      const keys = declareRegionKeys(this, region, scaling);
      publishSecurity(this, region, keys, edgeKeys, originSecret);
      declareLogsBucket(this, region);
      declareTopics(this, region, keys.alerts);
    }
    declareTopics(this, EDGE_REGION, edgeKeys.alerts);
  }
}
