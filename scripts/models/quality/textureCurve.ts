import sharp from "sharp";
import { encodeTexture, type TextureFormat, type TextureSettings } from "../textureEncoding.ts";
import { type Pixels, reduced } from "../texturePixels.ts";

/** Settings of a texture with what they cost and how far they are from the original. */
export interface TextureOption extends TextureSettings {
  /** Estimated. */
  bytes: number;
  /** Mean squared error over all channels, in 8-bit levels. */
  distortion: number;
}

const SMALLEST_EDGE = 16;
/** Qualities that are measured, in each format's own measure, and those in between that are taken from them. */
const MEASURED: Readonly<Record<TextureFormat, readonly number[]>> = { webp: [25, 60, 90], avif: [20, 45, 80] };
/** Below it AVIF's container, some 300 bytes, outweighs what it saves. */
const SMALLEST_AVIF_EDGE = 96;
const QUALITY_STEP = 5;
/** Up to this edge three quarters of a size are tried too. */
const FINELY_STEPPED_EDGE = 512;
/**
 * From this edge on a quarter of the texture stands for the whole: four windows from the middles of its quarters, if
 * what they show varies as the whole does. The one lamp in an emissive texture may lie beside all of them.
 */
const SAMPLED_EDGE = 1024;
const ALIKE = 2;

/**
 * What a texture costs and loses at each size and quality.
 * @param edge the longest that the tier may have it, pixels.
 * @param formats what it may be stored in.
 */
export async function textureCurve(original: Pixels, edge: number, formats: readonly TextureFormat[]): Promise<TextureOption[]> {
  const largest = await reduced(original, edge);
  const longest = Math.max(largest.width, largest.height);
  const { pixels, share } = longest >= SAMPLED_EDGE && Math.min(largest.width, largest.height) >= 64 ? sample(largest) : whole(largest);
  const scale = Math.max(pixels.width, pixels.height) / longest;
  const options: TextureOption[] = [];
  for (const size of sizes(longest)) {
    for (const format of formats) {
      if (format === "avif" && size < SMALLEST_AVIF_EDGE) continue;
      const measured: TextureOption[] = [];
      for (const quality of MEASURED[format]) {
        const encoded = await encodeTexture(pixels, { edge: Math.max(Math.round(size * scale), 1), quality, format }, "high", Infinity);
        measured.push({ edge: size, quality, format, bytes: encoded.data.byteLength / share, distortion: await distortionOf(encoded.data, pixels) });
      }
      options.push(...inBetween(measured));
    }
  }
  return options;
}

/** Mean squared error of an encoded picture, enlarged to the original's size, over all its channels. */
export async function distortionOf(encoded: Uint8Array, { data, width, height, channels }: Pixels): Promise<number> {
  const decoder = sharp(encoded).resize(width, height, { fit: "fill", kernel: "linear" });
  const decoded = await (channels === 4 ? decoder.ensureAlpha() : decoder.removeAlpha()).toColourspace(channels < 3 ? "b-w" : "srgb").raw().toBuffer();
  if (decoded.length !== data.length) throw new Error(`A texture of ${data.length} bytes came back with ${decoded.length}.`);
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += ((decoded[i] ?? 0) - (data[i] ?? 0)) ** 2;
  return sum / data.length;
}

function sizes(longest: number): number[] {
  const all: number[] = [];
  for (let edge = longest; edge >= Math.min(SMALLEST_EDGE, longest); edge /= 2) {
    all.push(Math.round(edge));
    const between = Math.round(edge * 0.75);
    if (between > SMALLEST_EDGE && edge <= FINELY_STEPPED_EDGE) all.push(between);
  }
  return all;
}

/** Bytes and errors of the qualities between the measured ones: both change by factors. */
function inBetween(measured: readonly TextureOption[]): TextureOption[] {
  const options: TextureOption[] = [];
  for (let i = 1; i < measured.length; i++) {
    const [low, high] = [measured[i - 1], measured[i]];
    if (!low || !high) continue;
    for (let quality = low.quality; quality < high.quality + (i === measured.length - 1 ? 1 : 0); quality += QUALITY_STEP) {
      const t = (quality - low.quality) / (high.quality - low.quality);
      const mix = (a: number, b: number): number => Math.max(a, 1e-3) ** (1 - t) * Math.max(b, 1e-3) ** t;
      options.push({ edge: low.edge, quality, format: low.format, bytes: mix(low.bytes, high.bytes), distortion: mix(low.distortion, high.distortion) });
    }
  }
  return options;
}

interface Sample {
  pixels: Pixels;
  /** Its texels in proportion to the texture's. */
  share: number;
}

function whole(pixels: Pixels): Sample {
  return { pixels, share: 1 };
}

/** Four windows of a quarter of the edges each, side by side; the whole texture where they are not like it. */
function sample(texture: Pixels): Sample {
  const { data, width, height, channels, role } = texture;
  const [w, h] = [width >> 2, height >> 2];
  const out = { data: Buffer.alloc(w * 2 * h * 2 * channels), width: w * 2, height: h * 2, channels, role };
  for (const row of [0, 1]) {
    for (const column of [0, 1]) {
      const [left, top] = [Math.floor((width * (1 + 4 * column)) / 8), Math.floor((height * (1 + 4 * row)) / 8)];
      for (let y = 0; y < h; y++) {
        const from = ((top + y) * width + left) * channels;
        data.copy(out.data, ((row * h + y) * out.width + column * w) * channels, from, from + w * channels);
      }
    }
  }
  const [ofWindows, ofAll] = [variance(out), variance(texture)];
  if (ofAll > ALIKE * ofWindows || ofWindows > ALIKE * ofAll) return whole(texture);
  return { pixels: out, share: (out.width * out.height) / (width * height) };
}

/** Of the values of each channel, added up. */
function variance({ data, channels }: Pixels): number {
  let total = 0;
  for (let channel = 0; channel < channels; channel++) {
    let [sum, squares] = [0, 0];
    for (let i = channel; i < data.length; i += channels) {
      const value = data[i] ?? 0;
      sum += value;
      squares += value * value;
    }
    const count = data.length / channels;
    total += squares / count - (sum / count) ** 2;
  }
  return total;
}
