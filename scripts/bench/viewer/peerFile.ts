import { readFile } from "node:fs/promises";
import path from "node:path";
import { comparePictures, type Picture } from "../../models/quality/pictures.ts";
import type { BenchModel } from "../models.ts";
import { describeChoice, optimize, OPTIMIZE_CHOICES } from "../peers/gltfTransform.ts";
import { runPeer } from "../peers/peerCommand.ts";
import { LIKE_SOURCE_DB, stageOf } from "./likeness.ts";
import { compressed, type Site } from "./site.ts";
import type { TheirPage } from "./theirPage.ts";
import type { Visitor } from "./visit.ts";

/** The peer's single file that was taken, and what else was tried. */
export interface PeerFile {
  /** Where it lies on the site. */
  readonly url: string;
  readonly choice: string;
  /** On the wire, with the decoder that it needs from the network. */
  readonly bytes: number;
  /** Of the picture at rest against the source in the same viewer, dB. */
  readonly psnr: number;
  /** Whether that looks like the source; where no file does, the best is taken. */
  readonly looksRight: boolean;
  readonly tried: readonly PeerTrial[];
}

export interface PeerTrial {
  readonly choice: string;
  readonly bytes?: number;
  /** Missing where a smaller one looked right already. */
  readonly psnr?: number;
  readonly failed?: string;
}

export interface PeerOptions {
  readonly site: Site;
  readonly visitor: Visitor;
  readonly theirPage: TheirPage;
  /** Where what the peers make is kept. */
  readonly peerFolder: string;
}

/** The source as the peer shows it: the GLB itself; glTF in several files is packed into one, unchanged. */
export async function lookAtTheirSource(model: BenchModel, options: PeerOptions): Promise<Picture> {
  let { file } = model;
  if (path.extname(file) !== ".glb") {
    file = path.join(options.peerFolder, `${model.name}-${model.hash}-source.glb`);
    await runPeer("gltf-transform", ["copy", model.file, file]);
  }
  return look(`${model.name}-source`, await readFile(file), options);
}

/** Of what `gltf-transform optimize` can make, the smallest on the wire that looks like the source at rest. */
export async function bestPeerFile(model: BenchModel, source: Picture, options: PeerOptions, onProgress: (message: string) => void): Promise<PeerFile> {
  const trials: { choice: string; url: string; glb: Buffer; bytes: number; psnr?: number }[] = [];
  const failed: PeerTrial[] = [];
  for (const option of OPTIMIZE_CHOICES) {
    const choice = describeChoice(option);
    onProgress(`${model.name}: gltf-transform optimize, ${choice}`);
    try {
      const glb = await readFile(await optimize(model, option, options.peerFolder));
      const decoder = option.compress === "draco" ? options.site.bytesBelow("/draco/") : 0;
      const name = `${model.name}-${option.compress}-${option.textureSize}`;
      trials.push({ choice, url: urlOf(name), glb, bytes: compressed("model.glb", glb).body.byteLength + decoder });
    } catch (error) {
      failed.push({ choice, failed: error instanceof Error ? error.message : String(error) });
    }
  }
  trials.sort((a, b) => a.bytes - b.bytes);
  for (const trial of trials) {
    onProgress(`${model.name}: looking at ${trial.choice} in <model-viewer>`);
    trial.psnr = comparePictures(source, await look(path.basename(trial.url, ".glb"), trial.glb, options)).psnr;
    if (trial.psnr >= LIKE_SOURCE_DB) break;
  }
  const seen = trials.filter((trial) => trial.psnr !== undefined);
  const best = seen.reduce<(typeof seen)[number] | undefined>((a, b) => ((a?.psnr ?? -1) >= (b.psnr ?? 0) ? a : b), undefined);
  if (!best) throw new Error(`gltf-transform could not optimize ${model.file}: ${failed[0]?.failed ?? ""}`);
  const tried = [...trials.map(({ choice, bytes, psnr }) => ({ choice, bytes, ...(psnr === undefined ? {} : { psnr }) })), ...failed];
  const { url, choice, bytes, psnr = 0 } = best;
  return { url, choice, bytes, psnr, looksRight: psnr >= LIKE_SOURCE_DB, tried };
}

const urlOf = (name: string): string => `/theirs-models/${name}.glb`;

/** Shows a GLB in `<model-viewer>` at this machine's full speed. */
async function look(name: string, glb: Uint8Array, { site, visitor, theirPage }: PeerOptions): Promise<Picture> {
  site.put(urlOf(name), compressed("model.glb", glb));
  site.put(`/look/${name}`, compressed("page.html", theirPage({ slug: name, model: urlOf(name), poster: null })));
  const visit = await visitor.visit({ url: `${site.url}/look/${name}`, network: null, slowdown: 1 });
  const last = visit.frames.at(-1);
  if (!last || visit.firstFrame === null) throw new Error(`<model-viewer> showed nothing of ${name}. ${visit.errors[0] ?? ""}`);
  return stageOf(last.png);
}
