import { writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { TerraformResource } from "../cdktf.ts";
import type { Environment } from "../config/environment.ts";
import { ENVIRONMENTS } from "../config/environments.ts";
import { prod } from "../config/prod.ts";
import { emptyFolder, WORK_FOLDER } from "./folders.ts";
import { mockable, mockedTest } from "./mockedTest.ts";
import { stacksOf } from "./stacksOf.ts";
import { readStack, Terraform, writeStack } from "./terraform.ts";
import { synthesizeUnprotected } from "./unprotected.ts";
import { wavesOf } from "./waves.ts";
import { copyStack } from "./workingCopy.ts";

/** The stacks of prod that declare a type which none before them does: the second region's mostly repeat the first's. */
function withTypesOfTheirOwn(environment: Environment): string[] {
  const seen = new Set<string>();
  return stacksOf(environment)
    .filter((stack) => {
      const types = stack.node.findAll().filter(TerraformResource.isTerraformResource).map(({ terraformResourceType }) => terraformResourceType);
      const before = seen.size;
      for (const type of types) seen.add(type);
      return seen.size > before;
    })
    .map((stack) => stack.node.id);
}

const missing = inject("terraformMissing");
const folder = path.join(WORK_FOLDER, "mocked");
const namesOf = (name: keyof typeof ENVIRONMENTS) => wavesOf(ENVIRONMENTS[name]).flat();
const typesOf = (stacks: string[]) => new Set(stacks.flatMap((stack) => Object.keys(readStack(path.join(folder, "stacks", stack)).resource ?? {})));

describe.skipIf(missing)(`terraform test with AWS mocked${missing && ` (skipped: ${missing})`}`, () => {
  // A test destroys what it made, which protected resources refuse.
  beforeAll(() => {
    emptyFolder("mocked");
    synthesizeUnprotected(Object.values(ENVIRONMENTS), folder);
  });

  test("prod has every type of resource that dev and staging have", () => {
    expect([...typesOf(namesOf("prod"))]).toEqual(expect.arrayContaining([...typesOf([...namesOf("dev"), ...namesOf("staging")])]));
  });

  test.concurrent.each(withTypesOfTheirOwn(prod))("%s: every resource is made", async (stack) => {
    const copy = path.join(folder, "copies", stack);
    const mocked = mockable(copyStack(path.join(folder, "stacks", stack), copy));
    writeStack(copy, mocked);
    writeFileSync(path.join(copy, "mocked.tftest.hcl"), mockedTest(mocked));
    expect(await new Terraform(copy).test()).toContain("Success!");
  });
});
