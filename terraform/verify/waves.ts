import type { Environment } from "../config/environment.ts";
import type { EnvironmentStack, StackKind } from "../constructs/stack.ts";
import { stacksOf } from "./stacksOf.ts";

/**
 * The order of applying, with those side by side that don't wait for each other. The network of the second region
 * comes after the first one's, with which it is peered.
 */
const WAVES: readonly (readonly (StackKind | "network of the primary region" | "network of the secondary region")[])[] = [
  ["bootstrap", "security"],
  ["global", "network of the primary region"],
  ["network of the secondary region"],
  ["data"],
  ["events", "web", "render"],
  ["identity", "observability"],
];

/** The names of an environment's stacks, wave by wave. */
export function wavesOf(environment: Environment): string[][] {
  const { primary } = environment.placement;
  const place = ({ kind, region }: EnvironmentStack) =>
    kind !== "network" ? kind : region === primary ? "network of the primary region" : "network of the secondary region";
  const stacks = stacksOf(environment);
  return WAVES.map((wave) => stacks.filter((stack) => wave.includes(place(stack))).map((stack) => stack.node.id)).filter((wave) => wave.length > 0);
}
