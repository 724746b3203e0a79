import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ENVIRONMENTS } from "../config/environments.ts";
import { synthesize } from "../synthesize.ts";
import { changesOf } from "./changes.ts";
import { startEmulator, type Emulator } from "./emulator.ts";
import { emptyFolder, WORK_FOLDER } from "./folders.ts";
import { readStack, Terraform } from "./terraform.ts";
import { wavesOf } from "./waves.ts";
import { copyStack } from "./workingCopy.ts";

const missing = inject("emulatorMissing");

describe.skipIf(missing).each(Object.values(ENVIRONMENTS))(`$name is planned for an empty account${missing && ` (skipped: ${missing})`}`, (environment) => {
  const folder = path.join(WORK_FOLDER, `plans-${environment.name}`);
  const stacks = wavesOf(environment).flat();
  let emulator: Emulator | undefined;

  beforeAll(async () => {
    emptyFolder(`plans-${environment.name}`);
    synthesize([environment], path.join(folder, "declared"));
    emulator = await startEmulator(environment.accountId);
  });
  afterAll(() => emulator?.stop());

  test.concurrent.each(stacks)("%s: everything it declares would be created", async (stack) => {
    const copy = path.join(folder, "copies", stack);
    const { resource = {} } = copyStack(path.join(folder, "declared", "stacks", stack), copy);
    // What is made for each of a set may be none of it in an empty account, or several.
    const [each, single] = partition(resource);
    const terraform = new Terraform(copy, emulator?.env);
    await terraform.plan("plan.tfplan");
    const changes = changesOf(await terraform.show("plan.tfplan"));
    expect(changes.filter(({ action }) => action !== "create")).toEqual([]);
    const made = changes.map(({ address }) => address).filter((address) => !each.has(address.replace(/\[.*\]$/, "")));
    expect(made.toSorted()).toEqual([...single].toSorted());
  });

  test("no stack names another one's state", () => {
    for (const stack of stacks) expect(readStack(path.join(folder, "declared", "stacks", stack)).data?.terraform_remote_state).toBeUndefined();
  });
});

/** The addresses of a stack's resources: those made for each of a set, and those made once. */
function partition(resource: Record<string, Record<string, object>>): [each: Set<string>, single: Set<string>] {
  const each = new Set<string>();
  const single = new Set<string>();
  for (const [type, named] of Object.entries(resource)) {
    for (const [name, block] of Object.entries(named)) ("for_each" in block ? each : single).add(`${type}.${name}`);
  }
  return [each, single];
}
