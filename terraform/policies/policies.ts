import { account } from "./account.ts";
import { analytics } from "./analytics.ts";
import { backup } from "./backup.ts";
import { compute } from "./compute.ts";
import { database } from "./database.ts";
import { dynamodb } from "./dynamodb.ts";
import { edge } from "./edge.ts";
import { iam } from "./iam.ts";
import { identity } from "./identity.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { loadBalancer } from "./loadBalancer.ts";
import { logging } from "./logging.ts";
import { messaging } from "./messaging.ts";
import { network } from "./network.ts";
import { observability } from "./observability.ts";
import type { Policy } from "./policy.ts";
import { s3 } from "./s3.ts";
import { secrets } from "./secrets.ts";

/** Every rule, by service. */
export const POLICIES: readonly Policy[] = [
  ...s3,
  ...kms,
  ...iam,
  ...secrets,
  ...identity,
  ...network,
  ...loadBalancer,
  ...edge,
  ...compute,
  ...lambda,
  ...database,
  ...dynamodb,
  ...backup,
  ...messaging,
  ...analytics,
  ...logging,
  ...observability,
  ...account,
];
