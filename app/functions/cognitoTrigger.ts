import { z } from "zod";

/**
 * Makes sure that Cognito calls, and for what the function is there.
 * @param trigger what `triggerSource` begins with, e.g. `PreSignUp_`
 * @throws Error that says what was expected
 */
export function requireTrigger(event: unknown, trigger: string): void {
  const expected = z.looseObject({ triggerSource: z.string().startsWith(trigger), request: z.looseObject({ userAttributes: z.record(z.string(), z.string()) }) });
  if (!expected.safeParse(event).success) throw new Error(`This function is called by Cognito, with triggers that begin with ${trigger} and the account's attributes.`);
}
