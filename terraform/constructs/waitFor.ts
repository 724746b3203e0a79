import type { TerraformResource } from "../cdktf.ts";

/**
 * Makes a resource that exists already in code wait for others, for what no reference shows: a name written out, a
 * policy that must stand first. (`node.addDependency` does nothing in cdktf.)
 */
export function waitFor(resource: TerraformResource, ...others: readonly TerraformResource[]): void {
  const addresses = others.map((other) => `${other.terraformResourceType}.${other.friendlyUniqueId}`);
  resource.dependsOn = [...(resource.dependsOn ?? []), ...addresses];
}
