import { TerraformVariable, type Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { makeCanary } from "./canary.ts";
import { watchCertificates } from "./certificates.ts";
import { makeCompositeAlarms } from "./compositeAlarms.ts";
import { makeCostAllocationTags } from "./costAllocationTags.ts";
import { makeDashboards } from "./dashboards.ts";
import { makeDeliveryAlarms } from "./deliveryAlarms.ts";
import { makeFunctionAlarms } from "./functionAlarms.ts";
import { makeLogMetrics } from "./logMetrics.ts";
import { makeNetworkAlarms } from "./networkAlarms.ts";
import { makeQueueAlarms } from "./queueAlarms.ts";
import { makeStoreAlarms } from "./storeAlarms.ts";
import { makeTraces } from "./traces.ts";

/** What is looked at, and what wakes whom, in one region. It reads what others made and changes none of it. */
export class ObservabilityStack extends EnvironmentStack {
  declare readonly kind: "observability";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "observability", region });
    const release = new TerraformVariable(this, "release", {
      type: "string",
      description: "The release whose canary walks through the shop, as `npm run release` names it",
      default: "initial",
    }).stringValue;

    makeQueueAlarms(this);
    makeFunctionAlarms(this);
    makeDeliveryAlarms(this);
    makeStoreAlarms(this);
    makeNetworkAlarms(this);
    makeLogMetrics(this);
    makeCanary(this, release);
    watchCertificates(this);
    makeTraces(this);
    makeCompositeAlarms(this);
    makeDashboards(this);
    makeCostAllocationTags(this);
  }
}
