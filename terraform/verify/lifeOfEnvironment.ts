import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Environment } from "../config/environment.ts";
import { NOT_APPLIED } from "../constructs/registry.ts";
import { synthesize } from "../synthesize.ts";
import { changesOf, type Change } from "./changes.ts";
import { startEmulator, type Emulator } from "./emulator.ts";
import { isTheEmulators } from "./emulatorDifferences.ts";
import { emptyFolder, WORK_FOLDER } from "./folders.ts";
import { putObject, uploadFunctions } from "./objects.ts";
import { readStack, Terraform } from "./terraform.ts";
import { synthesizeUnprotected } from "./unprotected.ts";
import { wavesOf } from "./waves.ts";
import { copyStackForEmulator } from "./workingCopy.ts";

const PLAN = "plan.tfplan";
const TIMEOUT_MS = 400_000;

/**
 * Tests the life of an environment in an account that is empty at first: every stack is applied, a second plan finds
 * nothing to do, a changed input changes nothing else, what is protected can't be destroyed, and what is not is
 * destroyed in reverse. The tests follow each other: what one leaves the next begins with.
 */
export function testLifeOf(environment: Environment): void {
  const missing = inject("emulatorMissing");
  const folder = path.join(WORK_FOLDER, environment.name);
  const waves = wavesOf(environment);
  const stacks = waves.flat();
  const larger: Environment = { ...environment, web: { ...environment.web, max: environment.web.max + 1 } };

  describe.skipIf(missing)(`${environment.name} in the emulator${missing && ` (skipped: ${missing})`}`, { timeout: TIMEOUT_MS }, () => {
    let emulator: Emulator | undefined;
    const declared = (variant: string, stack: string) => path.join(folder, variant, "stacks", stack);
    const terraformOf = (stack: string) => new Terraform(path.join(folder, "copies", stack), emulator?.env);
    const copy = (variant: string, stack: string) => copyStackForEmulator(declared(variant, stack), path.join(folder, "copies", stack));
    const changesTo = async (stack: string, ...args: string[]): Promise<Change[]> => {
      const terraform = terraformOf(stack);
      if (!(await terraform.plan(PLAN, ...args))) return [];
      return changesOf(await terraform.show(PLAN)).filter((change) => !isTheEmulators(change));
    };

    beforeAll(async () => {
      emptyFolder(environment.name);
      synthesize([environment], path.join(folder, "declared"));
      synthesize([larger], path.join(folder, "larger"));
      synthesizeUnprotected([environment], path.join(folder, "unprotected"));
      emulator = await startEmulator(environment.accountId);
    }, TIMEOUT_MS);
    afterAll(() => emulator?.stop());

    describe.each(waves)("after what comes before it", (...wave) => {
      test.concurrent.each(wave)("%s is applied", async (stack) => {
        copy("declared", stack);
        if (emulator) await uploadFunctions(emulator, declared("declared", stack));
        const terraform = terraformOf(stack);
        await terraform.plan(PLAN);
        await terraform.apply(PLAN);
        expect(stateOf(terraform), "values of stacks that come earlier").not.toContain(NOT_APPLIED);
      });
    });

    test("the state bucket keeps a state, and refuses who comes while it is locked", async () => {
      const { backend } = readStack(declared("declared", `${environment.name}-bootstrap`)).terraform;
      const trial = path.join(folder, "copies", "state");
      mkdirSync(trial, { recursive: true });
      writeFileSync(path.join(trial, "main.tf.json"), JSON.stringify({ terraform: { backend }, output: { kept: { value: "yes" } } }));
      const terraform = new Terraform(trial, emulator?.env);
      await terraform.init();
      await terraform.apply();
      const { bucket, key } = backend?.s3 ?? { bucket: "", key: "" };
      if (emulator) await putObject(emulator, bucket, `${key}.tflock`, JSON.stringify({ ID: "another", Operation: "apply", Who: "a colleague" }));
      await expect(terraform.plan(PLAN, "-lock-timeout=0s")).rejects.toThrow("Error acquiring the state lock");
    });

    describe("once everything is applied", () => {
      test.concurrent.each(stacks)("%s has nothing left to change", async (stack) => {
        expect(await changesTo(stack)).toEqual([]);
      });
    });

    describe("when web servers may be one more", () => {
      const changed = () => stacks.filter((stack) => text(declared("larger", stack)) !== text(declared("declared", stack)));

      test("only the web stacks differ", () => {
        expect(changed()).toEqual(stacks.filter((stack) => stack.includes("-web-")));
      });

      test.concurrent.each(stacks.filter((stack) => stack.includes("-web-")))("%s changes that alone", async (stack) => {
        copy("larger", stack);
        const changes = await changesTo(stack);
        copy("declared", stack);
        expect(changes.map(({ type, action, attribute }) => `${action} ${type}.${attribute}`)).toEqual([
          "update aws_autoscaling_group.max_size",
          // That of a fleet at its largest.
          "update aws_cloudwatch_metric_alarm.alarm_description",
          "update aws_cloudwatch_metric_alarm.threshold",
        ]);
      });
    });

    test.runIf(environment.deletionProtection)("what is protected is not destroyed", async () => {
      await expect(terraformOf(`${environment.name}-data`).plan(PLAN, "-destroy")).rejects.toThrow("Instance cannot be destroyed");
    });

    describe("once it is given up", () => {
      test.runIf(environment.deletionProtection).concurrent.each(stacks)("%s is no longer protected", async (stack) => {
        if (text(declared("unprotected", stack)) === text(declared("declared", stack))) return;
        copy("unprotected", stack);
        await terraformOf(stack).apply();
      });
    });

    describe.each(waves.toReversed())("before what comes before it", (...wave) => {
      test.concurrent.each(wave)("%s is destroyed", async (stack) => {
        const terraform = terraformOf(stack);
        await terraform.destroy();
        expect(await terraform.addresses()).toEqual([]);
      });
    });
  });
}

function stateOf({ folder }: Terraform): string {
  const file = path.join(folder, "terraform.tfstate");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function text(folder: string): string {
  return readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
}
