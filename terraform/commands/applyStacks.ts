import { createInterface } from "node:readline/promises";
import { StackFolder, UsageError, releaseVariable, summary } from "./stacks.ts";

export interface ApplyOptions {
  /** Where the stacks were synthesised. */
  outDir: string;
  /** What instances, functions and the canary run; the variable's default where undefined. */
  release: string | undefined;
  /** Does not ask before a plan that was made just now is applied. */
  yes: boolean;
}

/**
 * Applies stacks in the order they are given, each by the plan that was reviewed if there is one for this release.
 * @throws UsageError where a stack waits for another, or nobody has said yes
 */
export async function applyStacks(stacks: readonly string[], options: ApplyOptions): Promise<void> {
  for (const [index, stack] of stacks.entries()) await applyStack(stack, `${String(index + 1).padStart(2)}/${stacks.length} ${stack}`, options);
}

/** Applies some resources of a stack, with what they need and nothing else, asking nobody. */
export async function applyResources(stack: string, addresses: readonly string[], { outDir, release }: Omit<ApplyOptions, "yes">): Promise<void> {
  const folder = new StackFolder(outDir, stack, releaseVariable(release));
  await folder.init();
  await folder.plan(...addresses.map((address) => `-target=${address}`));
  console.log(`${stack}: ${summary(folder.planJson)}`);
  await folder.terraform.apply(folder.planFile);
  folder.dropPlan();
}

async function applyStack(stack: string, title: string, { outDir, release, yes }: ApplyOptions): Promise<void> {
  const folder = new StackFolder(outDir, stack, releaseVariable(release));
  const state = await folder.init();
  const reviewed = folder.hasPlan && folder.awaited().length === 0 && folder.isFor(release);
  if (!reviewed) {
    console.log(`${title}: planning`);
    await folder.plan();
    const awaited = folder.awaited();
    if (awaited.length > 0) throw new UsageError(`${folder.stack} can't be applied yet: it needs what ${awaited.join(", ")} publishes. Apply that first.`);
  }
  console.log(`${title}: ${summary(folder.planJson)}${reviewed ? ", as reviewed" : ""}`);
  if (!reviewed && !yes && !(await confirmed(folder.stack))) throw new UsageError(`${folder.stack} was not applied.`);
  await folder.terraform.apply(folder.planFile);
  folder.dropPlan();
  if (state === "local" && folder.stack.endsWith("-bootstrap")) await folder.moveStateToBucket();
  console.log(`${title}: applied`);
}

async function confirmed(stack: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`The plan of ${stack} was made just now and nobody has reviewed it: run infra:plan first, or give --yes.`);
  const question = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await question.question(`Apply ${stack}? (yes/no) `);
  question.close();
  return answer.trim() === "yes";
}
