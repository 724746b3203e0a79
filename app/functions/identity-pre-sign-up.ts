import type { PreSignUpTriggerEvent } from "aws-lambda";
import { z } from "zod";
import { logVariables, parseEnvironment } from "~/platform/environment.server";
import { requirePlausibleAccount } from "~/services/identity/newAccount";
import { requireTrigger } from "./cognitoTrigger";

/** Every variable that the function reads. */
export const environmentSchema = z.object(logVariables);

parseEnvironment(environmentSchema, process.env);

/**
 * Checks a new account before Cognito takes it. It confirms nothing by itself: whoever signs up shows by a code that the
 * address is theirs.
 * @throws Error, whose sentence Cognito shows, for an account that it should not take
 */
export async function handler(event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> {
  requireTrigger(event, "PreSignUp_");
  requirePlausibleAccount(event.request.userAttributes);
  return { ...event, response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false } };
}
