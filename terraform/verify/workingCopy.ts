import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { EMULATOR_GAPS, SLOW_TYPES } from "./emulatorGaps.ts";
import { PROVIDERS_FOLDER } from "./folders.ts";
import { readStack, writeStack, type StackJson } from "./terraform.ts";

/**
 * Copies a synthesised stack to a folder where Terraform can run at once, with its state beside it instead of in S3.
 * A state that is there already stays.
 */
export function copyStack(from: string, to: string): StackJson {
  mkdirSync(to, { recursive: true });
  const stack = readStack(from);
  delete stack.terraform.backend;
  writeStack(to, stack);
  if (!existsSync(path.join(to, ".terraform"))) symlinkSync(path.join(PROVIDERS_FOLDER, ".terraform"), path.join(to, ".terraform"));
  cpSync(path.join(PROVIDERS_FOLDER, ".terraform.lock.hcl"), path.join(to, ".terraform.lock.hcl"));
  return stack;
}

/** As `copyStack`, without what the emulator can't keep. */
export function copyStackForEmulator(from: string, to: string): void {
  const types = [...EMULATOR_GAPS.map(({ type }) => type), ...(process.env.INFRASTRUCTURE_THOROUGH ? [] : SLOW_TYPES)];
  writeStack(to, types.reduce(withoutType, copyStack(from, to)));
}

/** A stack without the resources of a type; what others read of them becomes a literal. */
function withoutType(stack: StackJson, type: string): StackJson {
  const removed = Object.keys(stack.resource?.[type] ?? {});
  if (removed.length === 0) return stack;
  const { [type]: _, ...resource } = stack.resource ?? {};
  const addresses = removed.map((name) => `${type}.${name}`);
  const reference = new RegExp(`\\$\\{(?:${addresses.join("|").replaceAll(".", "\\.")})\\.[^}]+\\}`, "g");
  const text = JSON.stringify({ ...stack, resource }, (key, value: unknown) =>
    key === "depends_on" && Array.isArray(value) ? value.filter((address) => !addresses.includes(String(address))) : value,
  );
  return JSON.parse(text.replace(reference, `left-out-${type}`)) as StackJson;
}
