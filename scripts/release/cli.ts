import path from "node:path";
import { parseArgs } from "node:util";
import { makeRelease } from "./makeRelease.ts";

const HELP = `npm run release [-- --out <dir>] [--dirty]

Makes a release of the commit that is checked out: everything that AWS runs, as files that never change. The same commit
gives the same bytes, and so the same name, wherever it is made.

  <dir>/<commit>-<content>/
    app.tar.gz             the shop for Graviton, with its own Node.js
    worker.tar.gz          the model worker for Intel and AMD, with its own Node.js
    functions/<name>.zip   each Lambda function
    canary.zip             the browser that walks through the shop
    assets/                the client's hashed files
    release.json           all of these with their sizes and hashes, and the migrations they need

  --out <dir>   build/releases where left out
  --dirty       takes a working tree with changes; the name then says "dirty"

Then: npm run release:upload, npm run release:deploy (docs/release.md).`;

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "build/releases" },
    dirty: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(HELP);
else {
  try {
    const { release, folder } = await makeRelease({ out: path.resolve(values.out), allowDirty: values.dirty });
    const archives = release.files.filter((file) => !file.path.startsWith("assets/"));
    for (const file of archives) console.log(`${megabytes(file.bytes).padStart(9)}  ${file.path}`);
    console.log(`${megabytes(release.files.reduce((sum, { bytes }) => sum + bytes, 0)).padStart(9)}  in ${release.files.length} files\n`);
    console.log(path.relative(process.cwd(), folder));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
