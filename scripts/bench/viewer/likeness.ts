import sharp from "sharp";
import { comparePictures, type Picture, type PictureScores } from "../../models/quality/pictures.ts";
import { PHONE } from "./visit.ts";

/** From this PSNR on (dB, over the object's pixels as shown) a picture is taken to look like the source. */
export const LIKE_SOURCE_DB = 30;
/** A screenshot's channel may differ by so much from the empty page without there being an object. */
const GROUND_TOLERANCE = 3;

/** A recorded screen as a picture of the product alone: the stage cut out, what equals the empty page made transparent. */
export async function stageOf(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png).extract({ left: 0, top: 0, width: PHONE.width, height: PHONE.width }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const rgba = new Uint8Array(data);
  const ground = rgba.slice(0, 3);
  for (let at = 0; at < rgba.length; at += 4) {
    const empty = ground.every((level, channel) => Math.abs((rgba[at + channel] ?? 0) - level) <= GROUND_TOLERANCE);
    rgba[at + 3] = empty ? 0 : 255;
  }
  return { width: info.width, height: info.height, rgba };
}

/** What was on the stage, and since when (milliseconds since the navigation began). */
export interface StagePicture {
  at: number;
  picture: Picture;
}

/** How much a stage picture is like the source's. */
export interface JudgedPicture {
  at: number;
  scores: PictureScores;
}

export function judge(pictures: readonly StagePicture[], source: Picture): JudgedPicture[] {
  return pictures.map(({ at, picture }) => ({ at, scores: comparePictures(source, picture) }));
}

/** When a viewer came to look like the source. */
export interface Likeness {
  /** The first moment from which on every picture reached the threshold; null where there was none. */
  at: number | null;
  /** How its last picture compares. */
  final: PictureScores;
}

/** @throws RangeError without pictures */
export function likenessOf(pictures: readonly JudgedPicture[], threshold = LIKE_SOURCE_DB): Likeness {
  const final = pictures.at(-1);
  if (!final) throw new RangeError("Nothing was recorded.");
  const lastBad = pictures.findLastIndex(({ scores }) => scores.psnr < threshold);
  return { at: pictures[lastBad + 1]?.at ?? null, final: final.scores };
}
