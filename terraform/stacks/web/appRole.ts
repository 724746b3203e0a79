import { EVENT_SOURCE } from "../../../app/domain/shopEvents.ts";
import { instanceStatements, TRUST_EC2 } from "../../constructs/instanceAccess.ts";
import { useKey } from "../../constructs/keyUse.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The user of PostgreSQL that the app signs in as, by IAM tokens. */
const DATABASE_USER = "aurolot_app";

/** What the app may do: exactly what it calls (a test compares), in its own region's stores. */
export function declareAppRole(stack: EnvironmentStack): Role {
  const { names, region } = stack;
  const settings = names.arn("ssm", region, `parameter${names.appSettingsPath}`);
  return new Role(stack, "app", stack, {
    name: names.regional(region, "app"),
    description: `Instances of the shop in ${region}`,
    trust: TRUST_EC2,
    statements: [
      ...instanceStatements(stack, { logs: "app", artifact: "app.tar.gz", fleet: names.of("web") }),
      { Sid: "ReadSettings", Action: "ssm:GetParametersByPath", Resource: [settings, `${settings}/*`] },
      useKey(stack, "DecryptSettings", "parameters"),
      { Sid: "KeepSessions", Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], Resource: names.tableArn("sessions", region) },
      { Sid: "KeepCarts", Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: names.tableArn("carts", region) },
      { Sid: "ReadProducts", Action: ["dynamodb:GetItem", "dynamodb:BatchGetItem"], Resource: names.tableArn("catalog", region) },
      { Sid: "ListProducts", Action: "dynamodb:Query", Resource: `${names.tableArn("catalog", region)}/index/*` },
      useKey(stack, "UseTables", "data"),
      databaseSignIn(stack),
      {
        Sid: "TellWhatHappened",
        Action: "events:PutEvents",
        Resource: names.busArn(region),
        Condition: { StringEquals: { "events:source": EVENT_SOURCE } },
      },
      { Sid: "SendTracesWhichHaveNoArn", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    ],
  });
}

/**
 * Signing in to the proxies of both regions: reads go to the near one, writes to the primary region's. RDS makes the
 * proxies' ids up, so this is the one resource of the policy that follows from the registry.
 */
function databaseSignIn(stack: EnvironmentStack): Statement {
  const { names } = stack;
  return {
    Sid: "SignInToDatabase",
    Action: "rds-db:connect",
    Resource: stack.regions.map((region) =>
      names.arn("rds-db", region, `dbuser:${lookup(stack, "data", "proxy-resource-id", region)}/${DATABASE_USER}`),
    ),
  };
}
