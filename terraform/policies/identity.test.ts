import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { identity } from "./identity.ts";
import { one, testPolicies } from "./testing.ts";

const pool = (values: Record<string, Value> = {}) => one("aws_cognito_user_pool", values);
const client = (values: Record<string, Value> = {}) => one("aws_cognito_user_pool_client", values);
const recovery = { account_recovery_setting: { recovery_mechanism: [{ name: "verified_email", priority: 1 }] } };

describe("identity", () => {
  testPolicies(identity, {
    "COG-001": { holds: pool({ mfa_configuration: "OPTIONAL" }), breaks: [pool(), pool({ mfa_configuration: "OFF" })] },
    "COG-002": { holds: pool({ user_pool_add_ons: { advanced_security_mode: "ENFORCED" } }), breaks: pool() },
    "COG-003": { holds: pool({ password_policy: { minimum_length: 12 } }), breaks: [pool(), pool({ password_policy: { minimum_length: 8 } })] },
    "COG-004": { holds: pool({ deletion_protection: "ACTIVE" }), breaks: pool() },
    "COG-005": { holds: pool({ username_configuration: { case_sensitive: false } }), breaks: pool() },
    "COG-006": { holds: client({ allowed_oauth_flows: ["code"] }), breaks: client({ allowed_oauth_flows: ["code", "implicit"] }) },
    "COG-007": { holds: client({ callback_urls: ["https://aurolot.shop/callback"] }), breaks: client({ callback_urls: ["http://aurolot.shop/callback"] }) },
    "COG-008": { holds: client({ prevent_user_existence_errors: "ENABLED" }), breaks: client() },
    "COG-009": { holds: client({ enable_token_revocation: true, refresh_token_validity: 30 }), breaks: [client(), client({ enable_token_revocation: true, refresh_token_validity: 3650 })] },
    "COG-010": { holds: client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] }), breaks: client({ explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] }) },
    "COG-011": { holds: one("aws_cognito_identity_pool", { allow_unauthenticated_identities: false }), breaks: one("aws_cognito_identity_pool", { allow_unauthenticated_identities: true }) },
    "COG-012": { holds: pool({ auto_verified_attributes: ["email"], ...recovery }), breaks: [pool(), pool(recovery)] },
  });
});
