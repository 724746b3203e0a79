import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { accountMail } from "./accountMail.ts";

/** The functions that Cognito asks and tells: declared in the events stack, named here by their known ARNs. */
const TRIGGERS = { preSignUp: "identity-pre-sign-up", postConfirmation: "identity-post-confirmation" } as const;

/** The shoppers' accounts: an e-mail address, a password, a second factor for those who want one. */
export function declareUserPool(stack: EnvironmentStack): CognitoUserPool {
  const { names, environment, region } = stack;
  const mail = accountMail(names, region);
  const pool = new CognitoUserPool(stack, "shoppers", {
    name: names.of("shoppers"),
    // Threat protection is part of the tier PLUS alone.
    userPoolTier: "PLUS",
    userPoolAddOns: { advancedSecurityMode: "ENFORCED", advancedSecurityAdditionalFlows: { customAuthMode: "ENFORCED" } },
    deletionProtection: environment.deletionProtection ? "ACTIVE" : "INACTIVE",
    usernameAttributes: ["email"],
    usernameConfiguration: { caseSensitive: false },
    autoVerifiedAttributes: ["email"],
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
    schema: [
      {
        name: "email",
        attributeDataType: "String",
        required: true,
        mutable: true,
        developerOnlyAttribute: false,
        stringAttributeConstraints: { minLength: "3", maxLength: "254" },
      },
    ],
    mfaConfiguration: "OPTIONAL",
    softwareTokenMfaConfiguration: { enabled: true },
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD"] },
    passwordPolicy: {
      minimumLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
      passwordHistorySize: 5,
      temporaryPasswordValidityDays: 1,
    },
    adminCreateUserConfig: { allowAdminCreateUserOnly: false },
    accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
    deviceConfiguration: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
    // Cognito's own sender stops at 50 mails a day.
    emailConfiguration: { emailSendingAccount: "DEVELOPER", fromEmailAddress: mail.from, sourceArn: mail.sourceArn },
    verificationMessageTemplate: {
      defaultEmailOption: "CONFIRM_WITH_CODE",
      emailSubject: "Your Aurolot code",
      emailMessage: "Your code is {####}. It is good for a day. If you did not ask for it, somebody typed your address by mistake: do nothing.",
    },
    lambdaConfig: {
      preSignUp: names.functionArn(TRIGGERS.preSignUp, region),
      postConfirmation: names.functionArn(TRIGGERS.postConfirmation, region),
    },
    lifecycle: environment.deletionProtection ? { preventDestroy: true } : undefined,
  });
  for (const name of Object.values(TRIGGERS)) {
    new LambdaPermission(stack, name.replaceAll("-", "_"), {
      statementId: "CognitoInvokes",
      action: "lambda:InvokeFunction",
      functionName: names.of(name),
      principal: "cognito-idp.amazonaws.com",
      sourceAccount: environment.accountId,
      sourceArn: pool.arn,
    });
  }
  return pool;
}
