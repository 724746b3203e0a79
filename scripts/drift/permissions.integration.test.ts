import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { changeCart, clearCart, readCart } from "~/services/carts/carts.server";
import { featuredProducts, getProduct, getProducts, listCategory, publishProduct } from "~/services/catalog/catalog.server";
import { findSession, requireSession } from "~/services/sessions/sessions.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { regionsOf } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";
import { decide, type AccessRequest } from "../../terraform/iam/simulator.ts";
import { bundledActions } from "./bundledActions.ts";
import { declared } from "./declared.ts";
import { policiesOf } from "./policiesOf.ts";
import { recordAwsCalls, type RecordedCall } from "./recordAwsCalls.ts";
import { serverCode } from "./serverCode.ts";

const prod = declared("prod");
const { environment } = prod;
const names = new Names(environment);

/** Uses the stores as shoppers do, each way once. */
async function shop(): Promise<void> {
  const first = await requireSession(new Request("http://shop.test/"));
  const cookie = first.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const again = new Request("http://shop.test/", { headers: { Cookie: cookie } });
  await findSession(again);
  const line = { sku: "A", slug: "a", finishId: "oat", quantity: 1 };
  const cart = await changeCart(first.session, { type: "add", line });
  await readCart(first.session);
  await clearCart(first.session, cart.checkoutKey);
  await getProduct("nothing");
  await getProducts(["nothing"]);
  await featuredProducts(3);
  for (const sort of ["featured", "price-asc", "price-desc", "newest"] as const) {
    await listCategory({ category: "furniture", sort, minPriceMinor: 1 });
  }
}

/** Makes a session old enough to be prolonged by the next request. */
async function prolongedSession(): Promise<() => Promise<unknown>> {
  const { session, headers } = await requireSession(new Request("http://shop.test/"));
  const soon = Math.floor(Date.now() / 1000) + 60;
  await dynamo.send(
    new UpdateCommand({
      TableName: tableName("sessions"),
      Key: { id: session.id },
      UpdateExpression: "SET expiresAt = :soon",
      ExpressionAttributeValues: { ":soon": soon },
    }),
  );
  const cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
  return () => requireSession(new Request("http://shop.test/", { headers: { Cookie: cookie } }));
}

let calls: RecordedCall[];
let published: RecordedCall[];

beforeAll(async () => {
  const nextVisit = await prolongedSession();
  calls = await recordAwsCalls(dynamo, async () => {
    await shop();
    await nextVisit();
  });
  published = await recordAwsCalls(dynamo, () => publishProduct(makeProduct(), MODEL_VERSION));
});

describe.each(regionsOf(environment))("the app's role in %s", (region) => {
  const { policies, boundary } = policiesOf(prod, names.regional(region, "app"));
  const ask = (request: AccessRequest) => decide(request, policies, boundary);
  // On a laptop the tables' prefix is "aurolot-"; on AWS it is the environment's.
  const arn = (target: string) => names.arn("dynamodb", region, target.replace("table/aurolot-", `table/${names.tablePrefix}`));
  const context = { "aws:SecureTransport": "true", "aws:RequestedRegion": region, "aws:ResourceAccount": environment.accountId };

  it("may make every call that the services make for shoppers", () => {
    expect(calls.length).toBeGreaterThan(10);
    for (const { action, target } of calls) {
      expect(ask({ action, resource: arn(target), context }), `${action} on ${target}`).toBe("allowed");
    }
  });

  it("may not change the catalog, which releases do", () => {
    const writes = published.filter(({ action }) => action !== "dynamodb:GetItem");
    expect(writes.map(({ action }) => action)).toEqual(["dynamodb:PutItem"]);
    for (const { action, target } of writes) expect(ask({ action, resource: arn(target), context })).not.toBe("allowed");
  });

  it("is allowed nothing on the tables that no service calls", () => {
    const granted = policies
      .flatMap((policy) => (JSON.parse(policy) as { Statement: { Action?: string | string[]; Effect: string }[] }).Statement)
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action = [] }) => Action)
      .filter((action) => action.startsWith("dynamodb:"));
    expect(new Set(granted)).toEqual(new Set(calls.map(({ action }) => action)));
  });

  const other = "444444444444";
  it.each<[string, AccessRequest]>([
    ["read a whole table", { action: "dynamodb:Scan", resource: arn("table/aurolot-sessions") }],
    ["delete a table", { action: "dynamodb:DeleteTable", resource: arn("table/aurolot-carts") }],
    ["read tables of others", { action: "dynamodb:GetItem", resource: `arn:aws:dynamodb:${region}:${environment.accountId}:table/payroll` }],
    ["replace a model", { action: "s3:PutObject", resource: `${names.bucketArn("models", region)}/models/a.glb` }],
    ["replace its own release", { action: "s3:PutObject", resource: `${names.bucketArn("releases", region)}/releases/1/app.tar.gz` }],
    ["read the Terraform state", { action: "s3:GetObject", resource: `${names.bucketArn("state", region)}/prod-data.tfstate` }],
    ["sign in to the database as its owner", { action: "rds-db:connect", resource: names.arn("rds-db", region, "dbuser:prx-1/postgres") }],
    ["read the database's secrets", { action: "secretsmanager:GetSecretValue", resource: names.arn("secretsmanager", region, "secret:rds!cluster-1") }],
    ["schedule a key's end", { action: "kms:ScheduleKeyDeletion", resource: names.arn("kms", region, "key/1") }],
    ["take on another role", { action: "sts:AssumeRole", resource: `arn:aws:iam::${other}:role/admin` }],
    ["hand on a role", { action: "iam:PassRole", resource: names.roleArn(names.of("apply")) }],
    ["give itself more", { action: "iam:PutRolePolicy", resource: names.roleArn(names.regional(region, "app")) }],
    ["leave its boundary", { action: "iam:DeleteRolePermissionsBoundary", resource: names.roleArn(names.regional(region, "app")) }],
    ["stop the trail", { action: "cloudtrail:StopLogging", resource: names.arn("cloudtrail", region, `trail/${names.of("trail")}`) }],
  ])("may not %s", (_, request) => {
    expect(ask({ ...request, context })).not.toBe("allowed");
  });
});

describe("the application", () => {
  it("makes no AWS call that these tests do not make", async () => {
    // The way to the bus is tried by orderMail.test.ts, the one to the database by its tokens' own test.
    const elsewhere = ["events:PutEvents", "rds-db:connect"];
    expect(await bundledActions(await serverCode())).toEqual(new Set([...calls.map(({ action }) => action), ...elsewhere]));
  });
});
