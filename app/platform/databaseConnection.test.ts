import { afterEach, expect, test, vi } from "vitest";
import { connectionTo } from "./databaseConnection.server";

afterEach(() => vi.unstubAllEnvs());

test("signs a token for the endpoint's own region, user and port, over verified TLS", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "example");
  const host = "aurolot-prod.proxy-abc123.eu-west-1.rds.amazonaws.com";
  const connection = connectionTo(`postgresql://aurolot_app@${host}:5432/aurolot?sslmode=verify-full`, true);
  expect(connection).toMatchObject({ host, port: 5432, user: "aurolot_app", database: "aurolot", ssl: { rejectUnauthorized: true } });
  if (typeof connection.password !== "function") throw new Error("the password is not made for each connection");
  const token = await connection.password();
  expect(token).toMatch(new RegExp(`^${host}:5432/\\?`));
  expect(decodeURIComponent(token)).toContain("/eu-west-1/rds-db/aws4_request");
  expect(token).toContain("DBUser=aurolot_app");
});

test("refuses to send tokens to hosts that are not RDS's", () => {
  expect(() => connectionTo("postgresql://aurolot_app@localhost:5432/aurolot", true)).toThrow(/no RDS endpoint/);
  expect(() => connectionTo("postgresql://a.b.eu-west-1.rds.amazonaws.com/aurolot", true)).toThrow(/DATABASE_IAM_AUTH/);
});

test("uses the URL as it is otherwise", () => {
  const url = "postgresql://shop:secret@localhost:5432/aurolot";
  expect(connectionTo(url, false)).toEqual({ connectionString: url });
});
