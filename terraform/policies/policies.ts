import { compute } from "./compute.ts";
import { database } from "./database.ts";
import { dynamodb } from "./dynamodb.ts";
import { edge } from "./edge.ts";
import { iam } from "./iam.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { loadBalancer } from "./loadBalancer.ts";
import { messaging } from "./messaging.ts";
import { network } from "./network.ts";
import type { Policy } from "./policy.ts";
import { s3 } from "./s3.ts";

/** Every rule, by service. */
export const POLICIES: readonly Policy[] = [
  ...s3, ...kms, ...iam, ...network, ...loadBalancer, ...compute, ...database, ...dynamodb, ...lambda, ...messaging, ...edge,
];
