import type { StackJson } from "./terraform.ts";

const ARN = `"arn:aws:mock:eu-central-1:000000000000:mock/mock"`;

/** Attributes that AWS makes up and that must have more than some letters, beside ARNs, which are found by their names. */
const MADE_UP: Record<string, Record<string, string>> = {
  aws_cognito_user_pool: { id: `"eu-central-1_mock"` },
  aws_db_proxy_default_target_group: { name: `"mock"` },
  aws_ses_domain_dkim: { dkim_tokens: `["one", "two", "three"]` },
};

/**
 * A test for `terraform test` that applies a stack with AWS mocked, and asserts of every resource that it came to be.
 * @returns the text of a `.tftest.hcl`
 */
export function mockedTest(stack: StackJson): string {
  const mocks = Object.entries(madeUp(stack)).map(([type, attributes]) => {
    const defaults = Object.entries(attributes).map(([name, value]) => `      ${name} = ${value}\n`);
    return `  mock_resource "${type}" {\n    defaults = {\n${defaults.join("")}    }\n  }\n`;
  });
  const providers = (stack.provider?.aws ?? []).map(({ alias }) => `mock_provider "aws" {\n${alias === undefined ? "" : `  alias = "${alias}"\n`}${mocks.join("")}}\n`);
  const asserts = addressesOf(stack).map((address) => `  assert {\n    condition     = ${address} != null\n    error_message = "${address}"\n  }\n`);
  return `${providers.join("\n")}\nrun "everything_is_made" {\n  command = apply\n${asserts.join("")}}\n`;
}

/** How a certificate is validated: the provider knows it when it plans, a mock of it only when it applies. */
const VALIDATION = { mock: { domain_name: "mock", resource_record_name: "mock", resource_record_type: "CNAME", resource_record_value: "mock" } };

/** A stack without what Terraform can't mock: ephemeral values, and a for_each over what only an apply makes up. */
export function mockable(stack: StackJson): StackJson {
  const { ephemeral: _, ...rest } = stack;
  const text = JSON.stringify(rest, (key, value: unknown) => (key === "for_each" && String(value).includes("domain_validation_options") ? VALIDATION : value));
  return JSON.parse(text.replace(/\$\{ephemeral\.[^}]+\}/g, "ephemeral")) as StackJson;
}

function addressesOf({ resource = {} }: StackJson): string[] {
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
}

/** The attributes that expressions of the stack read and that must have a form, by type. */
function madeUp(stack: StackJson): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const [, type = "", attribute = ""] of JSON.stringify(stack).matchAll(/\b(aws_\w+)\.\w+\.(\w*arn)\b/g)) {
    if (stack.resource?.[type]) found[type] = { ...found[type], [attribute]: ARN };
  }
  for (const [type, attributes] of Object.entries(MADE_UP)) {
    if (stack.resource?.[type]) found[type] = { ...found[type], ...attributes };
  }
  return found;
}
