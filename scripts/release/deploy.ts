import type { ReleaseRecord } from "../../terraform/commands/releaseRecord.ts";
import type { Release } from "./releaseFile.ts";
import { checkNewMigrations } from "./migrations/newMigrations.ts";

/** A deployment can't begin; nothing was changed. The message says what comes first. */
export class DeployRefusedError extends Error {
  override name = "DeployRefusedError";
}

/** What a deployment does to an environment, each step by the tool that is meant for it. */
export interface DeploySteps {
  readRecord(): Promise<ReleaseRecord>;
  writeRecord(record: ReleaseRecord): Promise<void>;
  /** The release as each region has it; undefined where it lacks it. */
  findRelease(name: string): Promise<(Release | undefined)[]>;
  /** The new release's migrations by name, as SQL. */
  readMigrations(name: string): Promise<ReadonlyMap<string, string>>;
  /** Applies what has to be there before the database can be migrated, or what comes after. */
  applyStacks(part: "before-migration" | "after-migration", release: string): Promise<void>;
  /** Brings the function that migrates to the release, calls it, and gives the migrations that it applied. */
  migrate(release: string): Promise<string[]>;
  /** Waits until the release runs on all instances of the shop. */
  waitForInstances(since: Date): Promise<void>;
  report(line: string): void;
}

/**
 * Brings an environment to a release: stores, schema, then everything that runs; and notes it once all instances have
 * it. The schema comes first, because code of the release before works on it, and this one's on no other.
 * @throws DeployRefusedError for a release that is not there, IncompatibleMigrationError for one that would break what runs
 */
export async function deploy(name: string, steps: DeploySteps): Promise<void> {
  const record = await steps.readRecord();
  const release = await requireUploaded(name, steps);
  const [running] = record.releases;
  if (running !== undefined) {
    const present = (await steps.findRelease(running)).find((found) => found !== undefined);
    const notes = checkNewMigrations(await steps.readMigrations(name), present?.migrations ?? [], record.releases);
    for (const note of notes) steps.report(`Note: ${note}.`);
  }
  const since = await begin(name, record, steps);
  await steps.applyStacks("before-migration", name);
  const applied = await steps.migrate(name);
  steps.report(applied.length > 0 ? `Migrated: ${applied.join(", ")}` : `The database had all ${release.migrations.length} migrations.`);
  await steps.applyStacks("after-migration", name);
  await steps.waitForInstances(since);
  await steps.writeRecord({ releases: [name, ...record.releases.filter((other) => other !== name)] });
  steps.report(`${name} is deployed${running && running !== name ? `; before it was ${running}` : ""}.`);
}

/**
 * Goes back: from a deployment that did not end to the release that runs, else from that to the one before. Nothing is
 * migrated back: every release works on the schema of the one after it.
 * @param from the release that it is about, if anything: where that neither runs nor is on its way, nothing is done
 * @throws DeployRefusedError where there is nothing to go back to
 */
export async function rollBack(steps: DeploySteps, from?: string): Promise<void> {
  const record = await steps.readRecord();
  if (from !== undefined && from !== (record.deploying ?? record.releases[0])) return steps.report(`${from} changed nothing here: there is nothing to go back from.`);
  const releases = record.deploying === undefined ? record.releases.slice(1) : record.releases;
  const [name] = releases;
  if (name === undefined) throw new DeployRefusedError(`No release was deployed before ${record.releases[0] ?? record.deploying ?? "the first"}: there is nothing to go back to. Deploy one by npm run release:deploy.`);
  await requireUploaded(name, steps);
  // From now on it is the one that is meant: a roll-back that breaks off goes on where it is started again.
  const since = await begin(name, { releases }, steps);
  await steps.applyStacks("after-migration", name);
  await steps.waitForInstances(since);
  await steps.writeRecord({ releases });
  steps.report(`${name} is back.`);
}

async function requireUploaded(name: string, { findRelease }: DeploySteps): Promise<Release> {
  const found = await findRelease(name);
  const [release] = found;
  if (!release || found.includes(undefined)) throw new DeployRefusedError(`${name} is not in all regions: upload it by npm run release:upload.`);
  return release;
}

/** Says that a deployment is under way, so that whoever plans meanwhile learns of it. */
async function begin(name: string, record: ReleaseRecord, { writeRecord, report }: DeploySteps): Promise<Date> {
  report(`Deploying ${name}`);
  await writeRecord({ ...record, deploying: name });
  return new Date();
}
