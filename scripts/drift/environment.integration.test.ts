import { describe, expect, it } from "vitest";
import { environmentSchema, parseConfig } from "~/platform/config.server";
import { Names } from "../../terraform/config/names.ts";
import { declared } from "./declared.ts";

/** Read by the application, and rightly not set on AWS: AWS's own endpoint, models come from CloudFront, mails are sent and records streamed. */
const LEFT_TO_DEFAULTS = ["DYNAMODB_ENDPOINT", "MODELS_DIR", "MAIL_DIR", "ANALYTICS_FILE"];

const { environment, resources, locals } = declared("prod");
const names = new Names(environment);

/** The scripts that instances of the app boot by, one for each region: the web stacks keep them as local values. */
const scripts = locals
  .filter(({ stack }) => stack.includes("-web-"))
  .map(({ stack, values }) => ({ stack, script: String(values.web_user_data) }));

it("boots instances in every region by a script", () => {
  expect(scripts).toHaveLength(2);
});

describe.each(scripts)("an instance of $stack", ({ stack, script }) => {
  const file = /<<'ENVIRONMENT'\n(?<lines>.*?)\nENVIRONMENT/s.exec(script)?.groups?.lines ?? "";
  const literals = Object.fromEntries([...file.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = "", value = ""]) => [name, value]));
  const region = stack.split("-web-")[1] ?? "";
  const settings = Object.fromEntries(
    resources
      .filter(({ type, region: where, values }) => type === "aws_ssm_parameter" && where === region && String(values.name).startsWith(`${names.appSettingsPath}/`))
      .map(({ values }) => [String(values.name).split("/").at(-1) ?? "", String(values.value)]),
  );
  const set = { ...literals, ...settings };

  it("gets every variable that the application reads, and no other", () => {
    expect(Object.keys(set).sort()).toEqual(Object.keys(environmentSchema.shape).filter((name) => !LEFT_TO_DEFAULTS.includes(name)).sort());
  });

  it("waits for those that the data stack publishes", () => {
    for (const name of Object.keys(settings)) expect(script).toMatch(new RegExp(`for name in [^;]*\\b${name}\\b`));
  });

  it("gets values that the application takes", () => {
    const config = parseConfig(set);
    expect(config).toMatchObject({ environment: "production", awsRegion: region, secureCookies: true, databaseIamAuth: true, dynamodbTablePrefix: names.tablePrefix });
    expect(config.publicOrigin).toBe(`https://${environment.domain}`);
  });
});
