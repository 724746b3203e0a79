import path from "node:path";
import { PRODUCTS } from "../../catalog/products/index.ts";
import { findModels } from "../models.ts";
import { kilobytes, terminalTable } from "../terminalTable.ts";
import { benchViewer } from "./bench.ts";
import { NETWORKS, type NetworkName } from "./networks.ts";
import { comparisonRows, HEAD, writeViewerReport } from "./report.ts";

export interface ViewerCommand {
  /** Slugs and files; empty for one product of each category. */
  models: readonly string[];
  out: string;
  /** Empty for all. */
  networks: readonly string[];
  repetitions: number;
  slowdown: number;
  memory: boolean;
  trace: boolean;
}

/** `npm run bench -- viewer`. @throws Error that says which argument is wrong */
export async function runViewerBench(command: ViewerCommand): Promise<void> {
  const { repetitions, slowdown, out } = command;
  if (!(Number.isInteger(repetitions) && repetitions > 0)) throw new Error("--repetitions must be a whole number from 1 on.");
  if (!(slowdown >= 1)) throw new Error("--slowdown must be a number from 1 on.");
  const unknown = command.networks.find((name) => !(name in NETWORKS));
  if (unknown !== undefined) throw new Error(`--network ${unknown} is not one of ${Object.keys(NETWORKS).join(", ")}.`);
  const networks = (command.networks.length > 0 ? command.networks : Object.keys(NETWORKS)) as NetworkName[];
  const started = performance.now();
  const onProgress = (message: string): void => console.log(`[${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s] ${message}`);
  const named = command.models.length > 0 ? command.models : Object.values(PRODUCTS).flatMap(([first]) => first ?? []);
  const folder = path.join(out, "work");
  const models = await findModels(named, path.join(folder, "sources"), onProgress);
  const { memory, trace } = command;
  const { result, films } = await benchViewer({ models, networks, repetitions, slowdown, memory, trace, folder, onProgress });

  for (const model of result.models) {
    console.log(`\n${model.name}: source ${kilobytes(model.sourceBytes)}; peer's file ${model.peer.choice}, ${kilobytes(model.peer.bytes)}, ${model.peer.psnr.toFixed(1)} dB`);
    for (const race of model.races) console.log(`\n${terminalTable([`${NETWORKS[race.network].title}, processor ÷ ${slowdown}`, ...HEAD], comparisonRows(race.comparison))}`);
  }
  if (result.memory) {
    const { growth, met, goal } = result.memory;
    console.log(`\nHeap's growth from products 6–10 to 16–20: ours ${growth.ours.toFixed(2)}, <model-viewer> ${growth.theirs.toFixed(2)} (goal: ours at most ${goal}) ${met ? "met" : "missed"}`);
  }
  for (const line of result.skipped) console.log(`Skipped: ${line}`);
  console.log(`\n${await writeViewerReport(out, result, films, slowdown)} written in ${((performance.now() - started) / 60_000).toFixed(1)} min`);
}
