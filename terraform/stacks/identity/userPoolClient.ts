import type { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Where Cognito sends a shopper back to with the code. */
export const CALLBACK_PATH = "/auth/callback";

/** Attributes that the shop reads; a shopper may change all but whether the address is verified. */
const ATTRIBUTES = ["email", "given_name", "family_name", "locale"];

/**
 * The shop as a client, and the sign-in pages. A public client: the code is bound by PKCE, so that no secret has to be
 * kept, and the app talks to Cognito in no other way.
 */
export function declareUserPoolClient(stack: EnvironmentStack, pool: CognitoUserPool): CognitoUserPoolClient {
  const { domain } = stack.environment;
  new CognitoUserPoolDomain(stack, "sign_in", { domain: stack.names.of("sign-in"), userPoolId: pool.id });
  return new CognitoUserPoolClient(stack, "shop", {
    name: stack.names.of("shop"),
    userPoolId: pool.id,
    generateSecret: false,
    supportedIdentityProviders: ["COGNITO"],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["code"],
    allowedOauthScopes: ["openid", "email", "profile"],
    callbackUrls: [`https://${domain}${CALLBACK_PATH}`],
    defaultRedirectUri: `https://${domain}${CALLBACK_PATH}`,
    logoutUrls: [`https://${domain}/`],
    // No password ever passes through the shop; refresh tokens are rotated, which excludes the flow that reuses them.
    explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    refreshTokenRotation: [{ feature: "ENABLED", retryGracePeriodSeconds: 30 }],
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    authSessionValidity: 3,
    accessTokenValidity: 30,
    idTokenValidity: 30,
    refreshTokenValidity: 30,
    tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
    readAttributes: [...ATTRIBUTES, "email_verified"],
    writeAttributes: ATTRIBUTES,
  });
}
