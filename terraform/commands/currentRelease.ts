import type { Environment } from "../config/environment.ts";
import { ReleaseRecords } from "./releaseRecord.ts";

/** The release that an environment runs; none before its first deployment. Says so if another is on its way. */
export async function currentRelease(environment: Environment): Promise<string | undefined> {
  const { releases, deploying } = await new ReleaseRecords(environment).read();
  const [current] = releases;
  if (deploying) console.warn(`${environment.name}: the deployment of ${deploying} has not ended: this goes by ${current ?? "no release"}. Finish it, or go back by npm run release:rollback.`);
  return current;
}
