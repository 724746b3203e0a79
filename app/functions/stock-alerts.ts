import { z } from "zod";
import { databaseVariables, dynamodbVariables, logVariables, parseEnvironment } from "~/platform/environment.server";
import { snsNotices } from "~/services/stock/snsNotices.server";
import { stockAlertsHandler } from "./stockAlertsHandler";

const { DATABASE_URL, DATABASE_IAM_AUTH, DATABASE_POOL_SIZE } = databaseVariables;

/** Every variable that the function reads. */
export const environmentSchema = z.object({
  ...logVariables,
  ...dynamodbVariables,
  DATABASE_URL,
  DATABASE_IAM_AUTH,
  DATABASE_POOL_SIZE,
  /** The topic that buyers are subscribed to. */
  ALERTS_TOPIC_ARN: z.string().startsWith("arn:aws:sns:"),
});

const { AWS_REGION, ALERTS_TOPIC_ARN } = parseEnvironment(environmentSchema, process.env);

/** Tells buyers what runs out. */
export const handler = stockAlertsHandler(snsNotices({ region: AWS_REGION, topicArn: ALERTS_TOPIC_ARN }));
