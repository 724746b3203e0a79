import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What holds for the whole account, whatever a single resource says. */
export function declareAccountDefaults(stack: EnvironmentStack): void {
  new S3AccountPublicAccessBlock(stack, "account", {
    accountId: stack.environment.accountId,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  // The account has no IAM users; whoever adds one meets this.
  new IamAccountPasswordPolicy(stack, "account_passwords", {
    minimumPasswordLength: 16,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    passwordReusePrevention: 24,
    maxPasswordAge: 90,
    allowUsersToChangePassword: true,
  });
  const { email, phone } = stack.environment.contacts.security;
  new AccountAlternateContact(stack, "security_contact", {
    alternateContactType: "SECURITY",
    name: "Aurolot infrastructure team",
    title: "Security contact",
    emailAddress: email,
    phoneNumber: phone,
  });
}
