import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareBuckets } from "./buckets.ts";
import { declareDataKeys } from "./keys.ts";
import { declareReplication } from "./replication.ts";
import { declareTables } from "./tables.ts";

/**
 * What must not be lost: the stores of both regions in one stack, because a replica and what it copies are reviewed
 * together.
 */
export class DataStack extends EnvironmentStack {
  declare readonly kind: "data";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "data" });
    const { placement } = environment;
    const keys = declareDataKeys(this);
    declareTables(this, keys);
    const buckets = declareBuckets(this, keys);
    if (placement.kind === "two-regions") declareReplication(this, buckets, keys, placement.secondary);
  }
}
