import { UNKNOWN, at, first, type DeclaredResource } from "../plan/resource.ts";

/** All resources that are judged together, found by type and by who names whom. */
export class Inventory {
  readonly #byType = new Map<string, DeclaredResource[]>();
  readonly #accounts = new Map<string, string>();

  constructor(readonly resources: readonly DeclaredResource[]) {
    for (const resource of resources) {
      if (resource.mode !== "managed") continue;
      const ofType = this.#byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  ofType(...types: string[]): DeclaredResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Every region that has managed resources. */
  get regions(): string[] {
    return [...new Set(this.resources.flatMap(({ mode, region }) => (mode === "managed" && region ? [region] : [])))].sort();
  }

  /**
   * The resources of a type that belong to `target`: their attribute refers to it, or holds its literal name.
   * @param nameAttribute the target's attribute that holds its name
   */
  attachedTo(target: DeclaredResource, type: string, attribute: string, nameAttribute = "name"): DeclaredResource[] {
    const name = first(target, nameAttribute);
    return this.ofType(type).filter(
      (other) => refersTo(other, attribute, target) || (name !== undefined && name !== UNKNOWN && namesLiterally(other, attribute, String(name))),
    );
  }

  /** What a resource's attribute refers to, of the given types. */
  referredBy(resource: DeclaredResource, attribute: string, ...types: string[]): DeclaredResource[] {
    return this.ofType(...types).filter((target) => refersTo(resource, attribute, target));
  }

  /** The account of a stack: the one that most of its literal ARNs name. Undefined where none does. */
  accountOf(stack: string): string | undefined {
    if (!this.#accounts.has(stack)) {
      const counts = new Map<string, number>();
      for (const resource of this.resources) {
        if (resource.stack !== stack) continue;
        for (const [, account = ""] of JSON.stringify(resource.values).matchAll(/arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):/g)) {
          // Placeholders of the registry name no account.
          if (account !== "000000000000") counts.set(account, (counts.get(account) ?? 0) + 1);
        }
      }
      this.#accounts.set(stack, [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "");
    }
    return this.#accounts.get(stack) || undefined;
  }
}

/** Whether an attribute's expression names the target; instances of one resource count alike. */
export function refersTo(resource: DeclaredResource, attribute: string, target: DeclaredResource): boolean {
  if (resource.stack !== target.stack) return false;
  const address = withoutIndexes(target.address);
  return (resource.references[attribute] ?? []).some((reference) => withoutIndexes(reference) === address);
}

function namesLiterally(resource: DeclaredResource, attribute: string, name: string): boolean {
  return at(resource, attribute).some((value) => value === name || (typeof value === "string" && /^arn:/.test(value) && value.split(/[:/]/).at(-1) === name));
}

function withoutIndexes(address: string): string {
  return address.replace(/\[[^\]]*\]/g, "");
}
