import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyException } from "../constructs/exception.ts";
import type { DeclaredResource, Value } from "./resource.ts";

/** What one stack declares. */
export interface DeclaredStack {
  stack: string;
  resources: DeclaredResource[];
}

/** A folder that is not what `infra:synth` writes. */
export class NotSynthesisedError extends Error {
  override name = "NotSynthesisedError";
}

type Block = Record<string, Value>;
type Declarations = Record<string, Record<string, Block>>;

interface SynthesisedJson {
  provider?: Record<string, Block | Block[]>;
  resource?: Declarations;
  data?: Declarations;
}

/** Arguments that speak to Terraform, not to the provider: a plan has none of them among a resource's values. */
const META_ARGUMENTS = new Set(["//", "provider", "lifecycle", "depends_on", "count", "for_each", "connection", "provisioner"]);

/**
 * Reads what was synthesised, without Terraform.
 * @param outDir the folder that holds `stacks/<stack>/cdk.tf.json`
 * @throws NotSynthesisedError where there is no such folder
 */
export function readSynthesised(outDir: string): DeclaredStack[] {
  const stacksDir = path.join(outDir, "stacks");
  if (!existsSync(stacksDir)) throw new NotSynthesisedError(`${outDir} holds no stacks/: run npm run infra:synth -- --out ${outDir}`);
  return readdirSync(stacksDir)
    .sort()
    .filter((stack) => existsSync(path.join(stacksDir, stack, "cdk.tf.json")))
    .map((stack) => {
      const json = JSON.parse(readFileSync(path.join(stacksDir, stack, "cdk.tf.json"), "utf8")) as SynthesisedJson;
      return { stack, resources: declaredResources(stack, json) };
    });
}

/** The resources and data sources of one stack's JSON, in its order. */
export function declaredResources(stack: string, json: SynthesisedJson): DeclaredResource[] {
  const regions = providerRegions(json.provider ?? {});
  const declared = (mode: DeclaredResource["mode"], declarations: Declarations = {}) =>
    Object.entries(declarations).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, block]): DeclaredResource => {
        const values = Object.fromEntries(Object.entries(block).filter(([key]) => !META_ARGUMENTS.has(key)));
        return {
          stack,
          address: `${mode === "data" ? "data." : ""}${type}.${name}`,
          type,
          name,
          mode,
          region: regions.get(typeof block.provider === "string" ? block.provider : "aws"),
          values,
          references: referencesOf(values),
          exceptions: exceptionsOf(block),
        };
      }),
    );
  return [...declared("managed", json.resource), ...declared("data", json.data)];
}

/** Regions by the provider's reference: `aws`, `aws.use1`. */
function providerRegions(providers: NonNullable<SynthesisedJson["provider"]>): Map<string, string> {
  const regions = new Map<string, string>();
  for (const [name, blocks] of Object.entries(providers)) {
    for (const { alias, region } of Array.isArray(blocks) ? blocks : [blocks]) {
      if (typeof region === "string") regions.set(typeof alias === "string" ? `${name}.${alias}` : name, region);
    }
  }
  return regions;
}

const INTERPOLATION = /\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const RESOURCE_ADDRESS = /(?<![\w.-])(?:data\.)?[a-z]\w*_\w+\.[A-Za-z_][\w-]*/g;

function referencesOf(values: Block): Record<string, string[]> {
  const references = new Map<string, Set<string>>();
  const visit = (value: Value, attribute: string) => {
    if (typeof value === "string") {
      for (const [, expression = ""] of value.matchAll(INTERPOLATION)) {
        for (const [address] of expression.matchAll(RESOURCE_ADDRESS)) {
          if (!references.has(attribute)) references.set(attribute, new Set());
          references.get(attribute)?.add(address);
        }
      }
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, attribute);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, attribute === "" ? key : `${attribute}.${key}`);
    }
  };
  visit(values, "");
  return Object.fromEntries([...references].map(([attribute, addresses]) => [attribute, [...addresses]]));
}

function exceptionsOf(block: Block): PolicyException[] {
  const comment = block["//"];
  if (typeof comment !== "object" || comment === null || Array.isArray(comment)) return [];
  return Array.isArray(comment.exceptions) ? (comment.exceptions as unknown as PolicyException[]) : [];
}
