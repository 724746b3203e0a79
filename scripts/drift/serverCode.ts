import { readdir } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What a server of the fleet runs, as `server.ts` starts it where `EVENT_BUS` names a bus. */
const STARTED = ["app/http/shopServer.server.ts", "app/entry.server.tsx", "app/root.tsx", "app/services/events/relay.server.ts", "app/services/orders/sweeper.server.ts"];

/** What Vite makes up while it builds: addresses of files, and modules that it writes. */
const withoutVite: Plugin = {
  name: "without-vite",
  setup: ({ onResolve }) => onResolve({ filter: /\?url$|\.css$|^virtual:/ }, ({ path: file }) => ({ path: file, external: true })),
};

/** The code that the app's servers can reach, and of the packages only what it uses. */
export async function serverCode(): Promise<Pick<Metafile["outputs"][string], "inputs">> {
  const routes = (await readdir(path.join(ROOT, "app/routes"))).map((route) => `app/routes/${route}`);
  const { metafile } = await build({
    entryPoints: [...STARTED, ...routes],
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    outdir: "build/drift",
    write: false,
    // Neither calls AWS, and both are large.
    external: ["pg-native", "three", "react-dom"],
    plugins: [withoutVite],
    jsx: "automatic",
    metafile: true,
    logLevel: "error",
  });
  const inputs: Metafile["outputs"][string]["inputs"] = {};
  // A file counts if any of the outputs holds a part of it.
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) inputs[file] = { bytesInOutput: bytesInOutput + (inputs[file]?.bytesInOutput ?? 0) };
  }
  return { inputs };
}
