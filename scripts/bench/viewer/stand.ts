import sharp from "sharp";
import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { makeModel } from "../../models/pipeline.ts";
import { prepare } from "../../models/prepare.ts";
import type { Picture } from "../../models/quality/pictures.ts";
import { writeReference } from "../../models/quality/reference.ts";
import { readSource } from "../../models/source.ts";
import type { BenchModel } from "../models.ts";
import { stageOf } from "./likeness.ts";
import type { OurPage } from "./ourPage.ts";
import { bestPeerFile, lookAtTheirSource, type PeerFile, type PeerOptions } from "./peerFile.ts";
import { compressed } from "./site.ts";
import type { Visit } from "./visit.ts";

/** A model set up in both viewers. */
export interface Stand {
  readonly model: BenchModel;
  readonly manifest: ModelManifest;
  readonly peer: PeerFile;
  readonly ours: Side;
  readonly theirs: Side;
}

/** A viewer's page of the model, and how that same viewer shows the untouched source. */
export interface Side {
  readonly path: string;
  readonly source: Picture;
}

export interface StandOptions extends PeerOptions {
  readonly ourPage: OurPage;
  /** The model store that the site serves. */
  readonly store: string;
  readonly onProgress: (message: string) => void;
}

const POSTER_QUALITY = 80;

/**
 * Makes the model's tiers and the peer's best file and puts both pages on the site. Both get the same poster, and both
 * are looked at beforehand with the source itself, at this machine's full speed.
 */
export async function setUp(model: BenchModel, options: StandOptions): Promise<Stand> {
  const { site, ourPage, theirPage, store, onProgress } = options;
  const { name, category } = model;
  onProgress(`${name}: making our tiers`);
  const made = await makeModel({ source: model.file, slug: name, category, outDir: store, ar: false });
  onProgress(`${name}: looking at the source in our viewer`);
  const source = await lookAtOurSource(model, made, options);
  const poster = await sharp(source.stage).webp({ quality: POSTER_QUALITY }).toBuffer({ resolveWithObject: true });
  const file = { path: `models/${category}/${name}/poster.webp`, bytes: poster.data.byteLength };
  site.put(`/store/${file.path}`, compressed(file.path, poster.data));
  const manifest: ModelManifest = { ...made, posters: [{ variant: made.variants[0] ?? "default", size: poster.info.width, file }] };
  onProgress(`${name}: looking at the source in <model-viewer>`);
  const theirSource = await lookAtTheirSource(model, options);
  const peer = await bestPeerFile(model, theirSource, options, onProgress);

  const [ours, theirs] = [`/ours/${name}`, `/theirs/${name}`];
  site.put(ours, compressed("page.html", ourPage({ slug: name, manifest, baseUrl: "/store" })));
  site.put(theirs, compressed("page.html", theirPage({ slug: name, model: peer.url, poster: `/store/${file.path}` })));
  return { model, manifest, peer, ours: { path: ours, source: await stageOf(lastFrame(source)) }, theirs: { path: theirs, source: theirSource } };
}

/** Shows the source, unsimplified and uncompressed, as if it were a model's only tier. */
async function lookAtOurSource(model: BenchModel, made: ModelManifest, { site, visitor, ourPage }: StandOptions): Promise<Visit> {
  const { glb } = await writeReference(await prepare(await readSource(model.file)));
  const [tier] = made.tiers;
  if (!tier) throw new Error(`${model.name} has no tiers.`);
  const path = `models/${model.category}/${model.name}/reference/model.glb`;
  site.put(`/store/${path}`, compressed(path, glb));
  const manifest: ModelManifest = {
    ...made,
    chunkedTier: undefined,
    posters: [],
    tiers: [{ ...tier, name: "high", model: { path, bytes: glb.byteLength }, textures: [], errorMetres: 0 }],
  };
  site.put(`/look/${model.name}`, compressed("page.html", ourPage({ slug: model.name, manifest, baseUrl: "/store" })));
  return visitor.visit({ url: `${site.url}/look/${model.name}`, network: null, slowdown: 1 });
}

function lastFrame({ frames, firstFrame, errors }: Visit): Buffer {
  const last = frames.at(-1);
  if (!last || firstFrame === null) throw new Error(`Our viewer showed nothing of the source. ${errors[0] ?? ""}`);
  return last.png;
}
