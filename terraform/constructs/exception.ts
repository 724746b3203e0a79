import type { TerraformResource } from "../cdktf.ts";

/** Why a resource may break a policy: shown by `infra:check` and in every plan review. */
export interface PolicyException {
  /** The policy's id, e.g. `S3-007`. */
  policy: string;
  /** Why the rule does not fit here, and what takes its place. A sentence for the reviewer. */
  reason: string;
}

/**
 * Excepts a resource from a policy, with the reason beside it. It travels in the synthesised JSON as a comment,
 * which Terraform ignores.
 */
export function except(resource: TerraformResource, ...exceptions: [PolicyException, ...PolicyException[]]): void {
  resource.addOverride("//.exceptions", exceptions);
}
