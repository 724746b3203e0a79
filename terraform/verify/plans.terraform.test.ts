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
    const declared = Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
    const terraform = new Terraform(copy, emulator?.env);
    await terraform.plan("plan.tfplan");
    const changes = changesOf(await terraform.show("plan.tfplan"));
    expect(changes.map(({ action, address }) => `${action} ${address}`).toSorted()).toEqual(declared.map((address) => `create ${address}`).toSorted());
  });

  test("no stack names another one's state", () => {
    for (const stack of stacks) expect(readStack(path.join(folder, "declared", "stacks", stack)).data?.terraform_remote_state).toBeUndefined();
  });
});
