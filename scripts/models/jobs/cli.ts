import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { pictureJobSchema } from "../../../app/worker/renderJob.ts";
import { askForPicture } from "./askForPicture.ts";
import { uploadSource } from "./uploadSource.ts";

const HELP = `Gives the render worker something to do (docs/worker.md).

  npm run models:upload -- <source.glb> --product <slug> [--to s3://<bucket of sources>]
  npm run models:picture -- <slug> --finish <id> [--view <front|side|back|top|detail>] [--width <pixels>] [--queue <url>]

models:upload   puts a source to where the worker takes it from: its tiers are made, and shoppers are shown them
  --to          the bucket of sources; without it the local shop's, which works on it while it runs (npm start)
models:picture  asks for a picture of a configuration, for sharing or a mail; its name is in the worker's log
  --width       edge length of the square picture (1200)
  --queue       the queue of render jobs; without it the local shop's
`;

/** Runs the command. @throws Error that says what is wrong and what to do */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      product: { type: "string" },
      to: { type: "string" },
      finish: { type: "string" },
      view: { type: "string" },
      width: { type: "string", default: "1200" },
      queue: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const dataFolder = path.resolve(process.env.AUROLOT_DATA_DIR || ".aurolot");
  const [command, subject, ...more] = positionals;
  if (values.help) return console.log(HELP);
  if (subject === undefined || more.length > 0) throw new Error(`Name one ${command === "upload" ? "source" : "product"}.\n\n${HELP}`);
  if (command === "upload") {
    if (values.product === undefined) throw new Error(`Which product is it of? Name its slug by --product.\n\n${HELP}`);
    console.log(await uploadSource(subject, values.product, values.to ?? dataFolder));
  } else {
    const job = pictureJobSchema.safeParse({ job: "picture", product: subject, finish: values.finish, view: values.view, width: Number(values.width) });
    if (!job.success) throw new Error(`${z.prettifyError(job.error)}\n\n${HELP}`);
    console.log(await askForPicture(job.data, values.queue ?? dataFolder));
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
