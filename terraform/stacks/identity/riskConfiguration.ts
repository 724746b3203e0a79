import { CognitoRiskConfiguration } from "@cdktf/provider-aws/lib/cognito-risk-configuration";
import type { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { accountMail } from "./accountMail.ts";

/** What Cognito does about stolen passwords and odd sign-ins, and tells the shopper about them. */
export function declareRiskConfiguration(stack: EnvironmentStack, pool: CognitoUserPool): void {
  const mail = accountMail(stack.names, stack.region);
  new CognitoRiskConfiguration(stack, "shoppers_risk", {
    userPoolId: pool.id,
    compromisedCredentialsRiskConfiguration: {
      eventFilter: ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"],
      actions: { eventAction: "BLOCK" },
    },
    accountTakeoverRiskConfiguration: {
      actions: {
        lowAction: { eventAction: "MFA_IF_CONFIGURED", notify: false },
        mediumAction: { eventAction: "MFA_IF_CONFIGURED", notify: true },
        highAction: { eventAction: "BLOCK", notify: true },
      },
      notifyConfiguration: {
        // Documented as a bare address, unlike the pool's own.
        from: mail.address,
        sourceArn: mail.sourceArn,
        blockEmail: notice("We stopped a sign-in to your account", "We stopped it, because it did not look like you. If it was you, try again from a place you have used before; otherwise change your password."),
        mfaEmail: notice("A sign-in to your account looked unusual", "We asked for the second factor where there is one. If it was not you, change your password."),
        noActionEmail: notice("A new sign-in to your account", "If it was you, there is nothing to do; otherwise change your password."),
      },
    },
  });
}

/** Cognito fills in when, where from and with what; it wants both forms of a mail. */
function notice(subject: string, advice: string) {
  const facts = "Somebody signed in to your Aurolot account at {login-time} with {device-name} from {city}, {country} ({ip-address}).";
  return { subject, textBody: `${facts}\n\n${advice}`, htmlBody: `<p>${facts}</p><p>${advice}</p>` };
}
