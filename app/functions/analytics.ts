import { z } from "zod";
import { logVariables, parseEnvironment } from "~/platform/environment.server";
import { firehoseLines } from "~/services/analytics/firehose.server";
import { analyticsHandler } from "./analyticsHandler";

/** Every variable that the function reads. */
export const environmentSchema = z.object({
  ...logVariables,
  /** The Firehose stream of analytics events. */
  ANALYTICS_STREAM: z.string().min(1),
  /** The stream exists once, in the primary region. */
  ANALYTICS_REGION: z.string().min(1),
});

const { ANALYTICS_STREAM, ANALYTICS_REGION } = parseEnvironment(environmentSchema, process.env);

/** Hands what happened in the shop to the analytics stream. */
export const handler = analyticsHandler(firehoseLines({ region: ANALYTICS_REGION, stream: ANALYTICS_STREAM }));
