import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ENVIRONMENTS } from "../../terraform/config/environments.ts";
import type { Environment, EnvironmentName } from "../../terraform/config/environment.ts";
import type { DeclaredResource } from "../../terraform/plan/resource.ts";
import { readSynthesised } from "../../terraform/plan/synthesised.ts";
import { synthesize } from "../../terraform/synthesize.ts";

/** Everything that an environment declares, as its synthesised JSON has it. */
export function declaredResources(name: EnvironmentName): { environment: Environment; resources: DeclaredResource[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "aurolot-drift-"));
  try {
    const environment = ENVIRONMENTS[name];
    synthesize([environment], folder);
    return { environment, resources: readSynthesised(folder).flatMap(({ resources }) => resources) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
