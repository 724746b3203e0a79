import { z } from "zod";
import { busVariables, dynamodbVariables, logVariables, parseEnvironment } from "~/platform/environment.server";
import { sendEvents } from "~/services/events/bus.server";
import { cartExpiryHandler } from "./cartExpiryHandler";

/** Every variable that the function reads. */
export const environmentSchema = z.object({ ...logVariables, ...dynamodbVariables, EVENT_BUS: busVariables.EVENT_BUS.nonoptional() });

parseEnvironment(environmentSchema, process.env);

export const handler = cartExpiryHandler(sendEvents);
