import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import type { Document } from "@gltf-transform/core";
import sharp from "sharp";
import { ModelError } from "./modelError.ts";

/** What is used of the Basis Universal transcoder that three.js ships. */
interface Transcoder {
  initializeBasis(): void;
  KTX2File: new (bytes: Uint8Array) => {
    isValid(): boolean;
    getWidth(): number;
    getHeight(): number;
    getHasAlpha(): boolean | number;
    startTranscoding(): boolean | number;
    getImageTranscodedSizeInBytes(level: number, layer: number, face: number, format: number): number;
    transcodeImage(target: Uint8Array, level: number, layer: number, face: number, format: number, ...unused: [number, number, number]): boolean | number;
    close(): void;
    delete(): void;
  };
}

/** The transcoder's number for 8 bits each of red, green, blue and alpha (`KTX2Loader.TranscoderFormat.RGBA32`). */
const RGBA32 = 13;

/**
 * Decodes a document's KTX2 textures (KHR_texture_basisu: ETC1S or UASTC) to PNG.
 *
 * @throws ModelError when one can't be decoded.
 */
export async function decodeKtx2(file: string, document: Document): Promise<void> {
  const packed = document.getRoot().listTextures().filter((texture) => texture.getMimeType() === "image/ktx2");
  if (packed.length === 0) return;
  const transcoder = await loadTranscoder();
  for (const [index, texture] of packed.entries()) {
    const png = await toPng(transcoder, texture.getImage() ?? new Uint8Array());
    if (!png) throw new ModelError(file, `its KTX2 texture ${texture.getName() || texture.getURI() || index} can't be decoded (it is not Basis Universal, or is broken)`);
    texture.setImage(png).setMimeType("image/png").setURI("");
  }
}

/** three.js ships the transcoder as a classic script, which Node takes for a module: so it is compiled as what it is. */
async function loadTranscoder(): Promise<Transcoder> {
  const require = createRequire(import.meta.url);
  // A release has it beside its bundle, without the rest of three.js.
  const beside = path.join(import.meta.dirname, "basis_transcoder.js");
  const script = existsSync(beside) ? beside : require.resolve("three/examples/jsm/libs/basis/basis_transcoder.js");
  const source = `${await readFile(script, "utf8")}\nreturn BASIS;`;
  const define = compileFunction(source, ["require", "__dirname", "__filename"]) as (
    ...node: unknown[]
  ) => (options: { wasmBinary: Uint8Array }) => Promise<Transcoder>;
  const folder = path.dirname(script);
  const transcoder = await define(require, folder, script)({ wasmBinary: await readFile(path.join(folder, "basis_transcoder.wasm")) });
  transcoder.initializeBasis();
  return transcoder;
}

/** The largest level of a KTX2 file's first layer; undefined when it can't be decoded. */
async function toPng(transcoder: Transcoder, ktx2: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const packed = new transcoder.KTX2File(ktx2);
  try {
    if (!packed.isValid() || !packed.startTranscoding()) return undefined;
    const pixels = new Uint8Array(packed.getImageTranscodedSizeInBytes(0, 0, 0, RGBA32));
    if (pixels.byteLength === 0 || !packed.transcodeImage(pixels, 0, 0, 0, RGBA32, 0, -1, -1)) return undefined;
    const image = sharp(pixels, { raw: { width: packed.getWidth(), height: packed.getHeight(), channels: 4 } });
    // The PNG is only passed on, so it is not worth compressing well.
    return new Uint8Array(await (packed.getHasAlpha() ? image : image.removeAlpha()).png({ compressionLevel: 1 }).toBuffer());
  } finally {
    packed.close();
    packed.delete();
  }
}
