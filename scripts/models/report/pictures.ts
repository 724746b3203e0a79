import sharp from "sharp";
import type { Picture } from "../quality/pictures.ts";

/** How much stronger differences are shown than they are: 16 levels of 255 are the lightest that a page can show. */
export const AMPLIFICATION = 16;

/** What pictures are laid on to be compared, as the scores are: a mid grey. */
const GROUND = 128;
/** High enough that what one sees is the model's fault, not the report's. */
const QUALITY = 90;

/** A picture with its transparency, for the page. */
export function toWebp({ rgba, width, height }: Picture): Promise<Buffer> {
  return sharp(rgba, { raw: { width, height, channels: 4 } }).webp({ quality: QUALITY, alphaQuality: QUALITY }).toBuffer();
}

/** Where and how much two pictures of one size differ, channel by channel, {@link AMPLIFICATION} times as strong, on black. */
export function difference(a: Picture, b: Picture): Picture {
  const rgba = new Uint8Array(a.rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[at + channel] = Math.min(255, Math.abs(laidOnGround(a, at, channel) - laidOnGround(b, at, channel)) * AMPLIFICATION);
    }
    rgba[at + 3] = 255;
  }
  return { width: a.width, height: a.height, rgba };
}

/** A place in a picture: its middle, as shares of width and height. */
export interface Spot {
  x: number;
  y: number;
}

/**
 * The part of a picture that differs most.
 * @param share its edge, as a share of the picture's
 */
export function worstSpot(a: Picture, b: Picture, share: number): Spot {
  const { width, height } = a;
  // A summed-area table: the difference within any rectangle is four look-ups away.
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++) row += (laidOnGround(a, at, channel) - laidOnGround(b, at, channel)) ** 2;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const edge = Math.max(1, Math.round(width * share));
  const step = Math.max(1, edge >> 3);
  let worst = -1;
  let spot: Spot = { x: 0.5, y: 0.5 };
  for (let top = 0; top + edge <= height; top += step) {
    for (let left = 0; left + edge <= width; left += step) {
      const [upper, lower] = [top * (width + 1), (top + edge) * (width + 1)];
      const sum = sums[lower + left + edge]! - sums[lower + left]! - sums[upper + left + edge]! + sums[upper + left]!;
      if (sum <= worst) continue;
      worst = sum;
      spot = { x: (left + edge / 2) / width, y: (top + edge / 2) / height };
    }
  }
  return spot;
}

function laidOnGround({ rgba }: Picture, at: number, channel: number): number {
  return GROUND + ((rgba[at + channel]! - GROUND) * rgba[at + 3]!) / 255;
}
