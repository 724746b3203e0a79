import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { ENVIRONMENTS } from "../config/environments.ts";
import { synthesize } from "../synthesize.ts";

const folder = mkdtempSync(path.join(tmpdir(), "aurolot-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The addresses of everything that a stack declares, a line each. */
function addressesOf(stack: string): string[] {
  const { resource = {} } = JSON.parse(readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8")) as {
    resource?: Record<string, Record<string, unknown>>;
  };
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `  ${type}.${name}`)).toSorted();
}

test.each(Object.values(ENVIRONMENTS))("the resources of $name are those in its snapshot, which `npx vitest run -u terraform/stacks` renews", async (environment) => {
  const stacks = synthesize([environment], folder);
  const text = stacks.map((stack) => {
    const addresses = addressesOf(stack);
    return [`${stack} (${addresses.length})`, ...addresses].join("\n");
  });
  await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot(`snapshots/${environment.name}.txt`);
});
