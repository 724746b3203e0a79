import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { z } from "zod";
import { logVariables, parseEnvironment } from "~/platform/environment.server";
import { log } from "~/platform/log.server";
import { requireTrigger } from "./cognitoTrigger";

/** Every variable that the function reads. */
export const environmentSchema = z.object(logVariables);

parseEnvironment(environmentSchema, process.env);

/** Notes that an account, or a new password for one, was confirmed: that alone, and not whose. */
export async function handler(event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> {
  requireTrigger(event, "PostConfirmation_");
  log.info({ trigger: event.triggerSource }, "An account was confirmed");
  return event;
}
