import type { PostConfirmationTriggerEvent, PreSignUpTriggerEvent } from "aws-lambda";
import { describe, expect, it, vi } from "vitest";
import { log } from "~/platform/log.server";
import { handler as postConfirmation } from "./identity-post-confirmation";
import { handler as preSignUp } from "./identity-pre-sign-up";

const base = {
  version: "1",
  region: "eu-central-1",
  userPoolId: "eu-central-1_Ab12Cd34E",
  userName: "3b2c9f4e-8001-70b2-9a15-2f1d0c3b4a59",
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "7h57abcdefghijklmnopqrstuv" },
};

/** As Cognito asks before it takes an account. */
function signUp(userAttributes: Record<string, string>, triggerSource = "PreSignUp_SignUp") {
  const response = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  return { ...base, triggerSource, request: { userAttributes, validationData: {} }, response } as PreSignUpTriggerEvent;
}

describe("before an account is taken", () => {
  it.each(["PreSignUp_SignUp", "PreSignUp_ExternalProvider", "PreSignUp_AdminCreateUser"])("a plausible one passes, unconfirmed: %s", async (source) => {
    const event = signUp({ email: "ada@example.com", given_name: "Ada", family_name: "Łukasiewicz–O’Brien" }, source);
    const open = { ...event, response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true } } as PreSignUpTriggerEvent;
    const answer = await preSignUp(open);
    expect(answer).toEqual(event);
  });

  it.each(["", "ada", "ada@", "@example.com", "ada@example", "ada@example.com\r\nBcc: all@example.com", "ada @example.com", `${"a".repeat(250)}@example.com`])("the address %j is refused", async (email) => {
    await expect(preSignUp(signUp({ email }))).rejects.toThrow(/e-mail address/);
  });

  it.each(["Ada\u0000", "Ada\nLovelace", "Ada\u202egnp.exe"])("the name %j is refused", async (given_name) => {
    await expect(preSignUp(signUp({ email: "ada@example.com", given_name }))).rejects.toThrow(/characters/);
  });

  it("no address at all is refused", async () => {
    await expect(preSignUp(signUp({}))).rejects.toThrow(/e-mail address/);
  });
});

it.each([null, {}, { Records: [] }, signUp({ email: "ada@example.com" }, "TokenGeneration_HostedAuth"), { triggerSource: "PreSignUp_SignUp", request: {} }])("takes no other event: %j", async (event) => {
  await expect(preSignUp(event as never)).rejects.toThrow(/called by Cognito/);
  await expect(postConfirmation(event as never)).rejects.toThrow(/called by Cognito/);
});

it("notes that an account was confirmed, and not whose", async () => {
  const info = vi.spyOn(log, "info");
  const event = { ...base, triggerSource: "PostConfirmation_ConfirmSignUp", request: { userAttributes: { sub: base.userName, email: "ada@example.com" } }, response: {} } as PostConfirmationTriggerEvent;
  expect(await postConfirmation(event)).toBe(event);
  expect(info).toHaveBeenCalledOnce();
  const written = JSON.stringify(info.mock.calls);
  expect(written).toContain("ConfirmSignUp");
  for (const personal of ["ada@example.com", base.userName]) expect(written).not.toContain(personal);
});
