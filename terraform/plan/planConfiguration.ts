import type { RawConfiguration, RawExpression, RawModule } from "./rawPlan.ts";

/** What a plan's configuration says about one resource. */
export interface DeclaredAs {
  region: string | undefined;
  references: Record<string, string[]>;
}

/** Finds the configuration of a resource by its address, whatever its indexes. */
export type ConfigurationReader = (address: string) => DeclaredAs;

/** Indexes a plan's configuration by address. Foreign plans may lack it: then nothing is known. */
export function configurationOf(configuration: RawConfiguration | undefined): ConfigurationReader {
  const found = new Map<string, DeclaredAs>();
  const regions = new Map<string, string>();
  for (const [key, provider] of Object.entries(configuration?.provider_config ?? {})) {
    const region = provider.expressions?.region;
    if (isObject(region) && typeof region.constant_value === "string") regions.set(key, region.constant_value);
  }
  const visit = (module: RawModule | undefined, path: string) => {
    for (const { address, provider_config_key, expressions } of module?.resources ?? []) {
      const references = new Map<string, Set<string>>();
      for (const [attribute, expression] of Object.entries(expressions ?? {})) collect(expression, attribute, path, references);
      found.set(join(path, address), {
        region: regions.get(provider_config_key ?? ""),
        references: Object.fromEntries([...references].map(([attribute, addresses]) => [attribute, [...addresses]])),
      });
    }
    for (const [name, call] of Object.entries(module?.module_calls ?? {})) visit(call.module, join(path, `module.${name}`));
  };
  visit(configuration?.root_module, "");
  return (address) => found.get(address.replace(/\[[^\]]*\]/g, "")) ?? { region: undefined, references: {} };
}

const RESOURCE_ADDRESS = /^((?:data\.)?[a-z][\w-]*_[\w-]+\.[A-Za-z_][\w-]*)/;

/** Terraform lists a reference from its longest form to its shortest: `aws_a.b.id`, `aws_a.b`. */
function collect(expression: RawExpression, attribute: string, path: string, into: Map<string, Set<string>>): void {
  if (Array.isArray(expression)) {
    for (const item of expression) collect(item, attribute, path, into);
  } else if (isObject(expression)) {
    if (Array.isArray(expression.references)) {
      for (const reference of expression.references) {
        const address = typeof reference === "string" ? RESOURCE_ADDRESS.exec(reference)?.[1] : undefined;
        if (address === undefined) continue;
        if (!into.has(attribute)) into.set(attribute, new Set());
        into.get(attribute)?.add(join(path, address));
      }
    } else if (!("constant_value" in expression)) {
      for (const [key, nested] of Object.entries(expression)) collect(nested, `${attribute}.${key}`, path, into);
    }
  }
}

function isObject(value: RawExpression | undefined): value is { [key: string]: RawExpression } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, address: string): string {
  return path === "" ? address : `${path}.${address}`;
}
