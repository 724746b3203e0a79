import { parseArgs } from "node:util";
import { runFunctionsBench } from "./functions/command.ts";
import { runPipelineBench } from "./pipeline/command.ts";
import { runViewerBench } from "./viewer/command.ts";

const HELP = `Measures the pipeline and the viewer side by side with their peers, in one run.

  npm run bench -- [pipeline|viewer|functions] [<slug>|<model.glb|.gltf> …] [options]

  pipeline   each tier's bytes and likeness against a plain ladder, gltfpack and gltf-transform optimize
  viewer     our viewer against <model-viewer> with the best file of gltf-transform optimize, on a slow phone
  functions  the size of each Lambda function, and how long its module takes to load; has no peers

Without a name the first two run. Models are products of the demo catalog by slug, or files; without any, the whole catalog
(pipeline) or one product of each category (viewer).

  --out <dir>          where the results go (bench-results)
  --no-search          pipeline: files get no recipe, which would take minutes each, but the tiers of the simplifier's error
  --repetitions <n>    viewer: visits of each page, whose medians count (3)
  --network <name>     viewer: slow-4g or fast-4g (both)
  --slowdown <n>       viewer: times that the main thread is slowed down (4)
  --no-memory          viewer: without the walk through twenty products
  --trace              viewer: keeps Chromium's trace of the first visits, for DevTools' Performance panel
  --help               this text
`;

/** Runs the command. @returns the exit status. */
async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        out: { type: "string", default: "bench-results" },
        repetitions: { type: "string", default: "3" },
        network: { type: "string", multiple: true },
        slowdown: { type: "string", default: "4" },
        memory: { type: "boolean", default: true },
        search: { type: "boolean", default: true },
        trace: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 1;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [first] = positionals;
  if (first === "functions") {
    await runFunctionsBench({ out: values.out });
    return 0;
  }
  const only = first === "pipeline" || first === "viewer" ? first : null;
  const models = only ? positionals.slice(1) : positionals;
  try {
    if (only !== "viewer") await runPipelineBench({ models, out: values.out, search: values.search });
    if (only !== "pipeline") {
      await runViewerBench({
        models,
        out: values.out,
        networks: values.network ?? [],
        repetitions: Number(values.repetitions),
        slowdown: Number(values.slowdown),
        memory: values.memory,
        trace: values.trace,
      });
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

process.exitCode = await main();
