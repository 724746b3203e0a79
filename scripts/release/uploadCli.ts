import path from "node:path";
import { parseArgs } from "node:util";
import { environmentsNamed, UsageError } from "../../terraform/commands/stacks.ts";
import { releaseBuckets } from "./releaseBuckets.ts";
import { uploadRelease } from "./upload.ts";

const HELP = `npm run release:upload -- --env dev|staging|prod <dir>

Uploads a release that npm run release made to the buckets of every region: the client's files first, beside those of
earlier releases, then archives and functions, release.json last. Nothing runs it yet: npm run release:deploy does that.
May be repeated; what is there is left. Needs credentials of the environment's account, found as the AWS CLI does, and
the data stack.

  --env <name>   the environment
  <dir>          the release's folder, e.g. build/releases/1f2e3d4c5b6a-0123456789ab`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { env: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
});

if (values.help) console.log(HELP);
else {
  try {
    const [folder] = positionals;
    if (values.env === undefined || folder === undefined || positionals.length > 1) throw new UsageError(`Say where to and what: --env dev, staging or prod, and a release's folder.\n\n${HELP}`);
    for (const environment of environmentsNamed(values.env)) {
      const uploaded = await uploadRelease(path.resolve(folder), releaseBuckets(environment), (done) => console.log(done));
      console.log(`${environment.name} has ${path.basename(path.resolve(folder))}; ${uploaded} objects are new. Deploy it: npm run release:deploy -- --env ${environment.name} --release ${path.basename(path.resolve(folder))}`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
