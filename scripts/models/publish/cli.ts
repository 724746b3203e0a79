import { parseArgs } from "node:util";
import { isWithdrawn, shownVersion } from "../../../app/domain/modelVersions.ts";
import { config } from "../../../app/platform/config.server.ts";
import { getEntry, type CatalogEntry } from "../../../app/services/catalog/catalog.server.ts";
import { diskStore } from "./diskStore.ts";
import { openSource, openStore } from "./modelStore.ts";
import { publishModel, rollBackModel } from "./publishModel.ts";

const HELP = `Shows shoppers another model of a product, or takes it back. Both end in one write to the catalog.

  npm run models:publish -- <slug>… [--to <dir|s3://bucket[/prefix]>] [--from <dir>]
  npm run models:rollback -- <slug> [--version <version>] [--from <dir|s3://…|https://…>]
  npm run models:rollback -- <slug> --list

models:publish uploads what "npm run models" made: files first, side by side, then the manifest under its version,
then the catalog points at it. What is there already is not sent again.
  --to       the model store; without it the models are taken to be where shoppers fetch them from
  --from     the folder that the models were made into (MODELS_DIR, ${config.modelsDir})

models:rollback shows the version before the present one, or any that was published, and withdraws those after it.
  --version  the version to show
  --from     where its manifest is read from (where shoppers fetch models: ${config.modelsBaseUrl || config.modelsDir})
  --list     tells the versions and changes nothing

The catalog is that of DYNAMODB_ENDPOINT, DYNAMODB_TABLE_PREFIX and AWS_REGION (docs/configuration.md).
`;

/** Runs the command. @throws Error that says what is wrong and what to do */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: "string" },
      from: { type: "string" },
      version: { type: "string" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, ...slugs] = positionals;
  const [slug] = slugs;
  if (values.help) console.log(HELP);
  else if (slug === undefined) throw new Error(`Which product? Name its slug.\n\n${HELP}`);
  else if (command === "publish") await publish(slugs, values.from ?? config.modelsDir, values.to);
  else if (slugs.length > 1) throw new Error("One product is rolled back at a time.");
  else if (values.list) list(slug, await entryOf(slug));
  else await rollBack(slug, values.from, values.version);
}

async function publish(slugs: readonly string[], from: string, to: string | undefined): Promise<void> {
  const made = diskStore(from);
  for (const slug of slugs) {
    const { version, upload } = await publishModel(slug, await entryOf(slug), {
      made,
      to: to === undefined ? undefined : openStore(to),
      shown: openSource(config.modelsBaseUrl || config.modelsDir),
      onProgress: process.stdout.isTTY ? (done, all) => process.stdout.write(`\r${slug}: ${done} of ${all} files`) : undefined,
    });
    if (process.stdout.isTTY) process.stdout.write("\r");
    const what = upload ? `${upload.written} files uploaded (${(upload.writtenBytes / 1000).toFixed(0)} KB), ${upload.present} were there; ` : "";
    console.log(`${slug}: ${what}shoppers are shown ${version}.`);
  }
}

async function rollBack(slug: string, from: string | undefined, target: string | undefined): Promise<void> {
  const before = await entryOf(slug);
  const version = await rollBackModel(slug, before, openSource(from ?? (config.modelsBaseUrl || config.modelsDir)), target);
  console.log(`${slug}: shoppers are shown ${version} instead of ${shownVersion(before.modelVersions) ?? "none"}.`);
}

function list(slug: string, { modelVersions }: CatalogEntry): void {
  const shown = shownVersion(modelVersions);
  console.log(`${slug}:`);
  for (const { version, publishedAt } of modelVersions) {
    const state = version === shown ? "shown" : isWithdrawn(modelVersions, version) ? "withdrawn" : "";
    console.log(`  ${version}  ${publishedAt}  ${state}`);
  }
}

async function entryOf(slug: string): Promise<CatalogEntry> {
  const entry = await getEntry(slug);
  if (!entry) throw new Error(`The catalog has no product "${slug}". Put it there first (npm run db:seed).`);
  return entry;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
