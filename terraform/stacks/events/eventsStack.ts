import { TerraformVariable, type Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { makeAnalyticsQueries } from "./analyticsQueries.ts";
import { makeAnalyticsStream } from "./analyticsStream.ts";
import { makeBus } from "./bus.ts";
import { connectEventSources } from "./eventSources.ts";
import { makeEventsKey } from "./eventsKey.ts";
import { makeFunctions } from "./functions.ts";
import { makeLiveShopping } from "./liveShopping.ts";
import { makeMail } from "./mail.ts";
import { makeMigration } from "./migration.ts";
import { makeQueues } from "./queues.ts";
import { makeRecommendations } from "./recommendations.ts";
import { makeSchedules } from "./schedules.ts";

/** What happens after the fact, in one region: bus, queues, functions, schedules and mail; analytics in the primary one. */
export class EventsStack extends EnvironmentStack {
  declare readonly kind: "events";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "events", region });
    const release = new TerraformVariable(this, "release", {
      type: "string",
      description: "The release whose functions run, as `npm run release` names it",
      default: "initial",
    }).stringValue;

    const key = makeEventsKey(this);
    const keyArn = key.arn;
    const queues = makeQueues(this, keyArn);
    makeBus(this, keyArn);
    makeMail(this);
    const functions = makeFunctions(this, release, keyArn);
    connectEventSources(this, functions, queues, keyArn);
    makeSchedules(this, keyArn);

    // One place for the books, where the writer is: every region's functions write to the primary region's stream.
    if (region !== environment.placement.primary) return;
    makeMigration(this, release, key);
    makeAnalyticsStream(this, keyArn);
    makeAnalyticsQueries(this, keyArn);
    if (environment.options.recommendations) makeRecommendations(this, release, keyArn, environment.options.recommendations);
    if (environment.options.liveShopping) makeLiveShopping(this);
  }
}
