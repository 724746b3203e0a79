import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { prod } from "../config/prod.ts";
import { Names } from "../config/names.ts";
import type { Statement } from "../constructs/policyDocument.ts";
import type { DeclaredResource } from "../plan/resource.ts";
import { readSynthesised } from "../plan/synthesised.ts";
import { synthesize } from "../synthesize.ts";
import { decide } from "./simulator.ts";

const names = new Names(prod);
const resources = synthesised();
const boundary = String(resources.find(({ type, values }) => type === "aws_iam_policy" && values.name === names.of("boundary"))?.values.policy);
const bounded = resources.filter(({ type, values }) => type === "aws_iam_role" && values.permissions_boundary === names.boundaryArn);

function synthesised(): DeclaredResource[] {
  const folder = mkdtempSync(path.join(tmpdir(), "aurolot-boundary-"));
  try {
    synthesize([prod], folder);
    return readSynthesised(folder).flatMap((stack) => stack.resources);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** What a statement allows, as single requests that fit it: wildcards and expressions stand for some name. */
function requestsOf(statement: Statement) {
  const example = (pattern: string) => pattern.replace(/\$\{[^}]*\}/g, "known-later").replaceAll("*", "x");
  const context = Object.fromEntries(
    Object.entries(statement.Condition ?? {})
      .filter(([operator]) => !/Not|Null/.test(operator))
      .flatMap(([, keys]) => Object.entries(keys).map(([key, value]) => [key, list(value).map((one) => example(String(one))).slice(0, 1)])),
  );
  return list(statement.Action).flatMap((action) =>
    list(statement.Resource).map((resource) => {
      const region = resource.split(":")[3] ?? "";
      const requested = /^[a-z]{2}-[a-z]+-\d$/.test(region) ? region : prod.placement.primary;
      return { action: action.replaceAll("*", "Something"), resource: example(resource), context: { "aws:RequestedRegion": requested, ...context } };
    }),
  );
}

it("bounds the roles of every stack that has some", () => {
  expect(bounded.length).toBeGreaterThan(20);
});

it("takes from no role what its own policy gives, so that a policy means what it says", () => {
  const cut = bounded.flatMap((role) =>
    resources
      .filter(({ type, stack, references }) => type === "aws_iam_role_policy" && stack === role.stack && references.role?.includes(role.address))
      .flatMap(({ values }) => (JSON.parse(String(values.policy)) as { Statement: Statement[] }).Statement)
      .filter(({ Effect }) => Effect !== "Deny")
      .flatMap((statement) => requestsOf(statement).map((request) => ({ sid: statement.Sid, request })))
      .filter(({ request }) => decide(request, [boundary]) !== "allowed")
      .map(({ sid, request }) => `${role.stack} ${role.name} ${sid}: ${request.action} on ${request.resource}`),
  );
  expect([...new Set(cut)]).toEqual([]);
});
