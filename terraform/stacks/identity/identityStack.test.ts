import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { App } from "../../cdktf.ts";
import { prod } from "../../config/prod.ts";
import { readSynthesised } from "../../plan/synthesised.ts";
import { IdentityStack } from "./identityStack.ts";

const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-identity-"));
const app = new App({ outdir });
new IdentityStack(app, prod);
app.synth();
const declared = new Map(readSynthesised(outdir).flatMap(({ resources }) => resources.map((resource) => [resource.address, resource])));

it("lets the shop in by the code flow alone, as a public client with nothing to keep secret", () => {
  expect(declared.get("aws_cognito_user_pool_client.shop")?.values).toMatchObject({
    generate_secret: false,
    allowed_oauth_flows: ["code"],
    callback_urls: ["https://aurolot.shop/auth/callback"],
    prevent_user_existence_errors: "ENABLED",
    enable_token_revocation: true,
  });
});

it("rotates refresh tokens, which Cognito refuses beside the flow that reuses them", () => {
  const client = declared.get("aws_cognito_user_pool_client.shop")?.values;
  expect(client?.refresh_token_rotation).toMatchObject([{ feature: "ENABLED" }]);
  expect(client?.explicit_auth_flows).not.toContain("ALLOW_REFRESH_TOKEN_AUTH");
});

it("invokes its triggers by names known beforehand, which may be called by this pool alone", () => {
  expect(declared.get("aws_cognito_user_pool.shoppers")?.values.lambda_config).toEqual({
    pre_sign_up: "arn:aws:lambda:eu-central-1:333333333333:function:aurolot-prod-identity-pre-sign-up",
    post_confirmation: "arn:aws:lambda:eu-central-1:333333333333:function:aurolot-prod-identity-post-confirmation",
  });
  expect(declared.get("aws_lambda_permission.identity_pre_sign_up")?.references.source_arn).toEqual(["aws_cognito_user_pool.shoppers"]);
});

it("keeps the codes of a sign-in out of the firewall's logs", () => {
  const { redacted_fields } = declared.get("aws_wafv2_web_acl_logging_configuration.sign_in")?.values ?? {};
  expect(redacted_fields).toContainEqual({ query_string: {} });
  expect(redacted_fields).toContainEqual({ single_header: { name: "cookie" } });
});

it("publishes the pool and the client to both regions", () => {
  const names = [...declared.values()].filter(({ type, mode }) => type === "aws_ssm_parameter" && mode === "managed").map(({ region, values }) => `${region} ${values.name as string}`);
  expect(names.sort()).toEqual(
    ["eu-central-1", "eu-west-1"].flatMap((region) => ["user-pool-client-id", "user-pool-id"].map((entry) => `${region} /aurolot/prod/registry/identity/${entry}`)),
  );
});
