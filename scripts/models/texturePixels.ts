import { TextureChannel, type Texture } from "@gltf-transform/core";
import { getTextureChannelMask, getTextureColorSpace, listTextureSlots } from "@gltf-transform/functions";
import sharp, { type Sharp } from "sharp";
import { ModelError } from "./modelError.ts";

/** A decoded texture. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
  role: Role;
}

/** `cutout` is a colour whose alpha draws the shape. */
export type Role = "colour" | "cutout" | "data" | "normal";

/**
 * A texture's pixels, with alpha only where a material reads it.
 * @param file the model's name, for messages.
 * @throws ModelError when the image can't be decoded.
 */
export async function decodeTexture(texture: Texture, file: string, index: number): Promise<Pixels> {
  const name = texture.getName() || texture.getURI() || String(index);
  const image = texture.getImage();
  if (!image) throw new ModelError(file, `its texture ${name} has no image`);
  const keepsAlpha = (getTextureChannelMask(texture) & TextureChannel.A) !== 0;
  // glTF has colour profiles ignored (2.0, section 3.9.2).
  const options = { ignoreIcc: true, failOn: "error" } as const;
  try {
    const { hasAlpha } = await sharp(image, options).metadata();
    const pipeline: Sharp = sharp(image, options).toColourspace("srgb");
    const { data, info } = await (keepsAlpha && hasAlpha ? pipeline : pipeline.removeAlpha()).raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return { data, width, height, channels, role: roleOf(texture, channels === 4) };
  } catch (error) {
    throw new ModelError(file, `its texture ${name} can't be decoded (${error instanceof Error ? error.message : String(error)})`);
  }
}

function roleOf(texture: Texture, hasAlpha: boolean): Role {
  if (listTextureSlots(texture).some((slot) => /normalTexture/i.test(slot))) return "normal";
  if (hasAlpha) return "cutout";
  return getTextureColorSpace(texture) === "srgb" ? "colour" : "data";
}

/** The pixels at a smaller size, at most `edge` along their longer side. */
export async function reduced({ data, role, ...raw }: Pixels, edge: number): Promise<Pixels> {
  const { data: small, info } = await sharp(data, { raw })
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true, kernel: kernelFor(role) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: small, width: info.width, height: info.height, channels: raw.channels, role };
}

/** Lanczos' overshoot, which keeps colours crisp, shows as ridges in normals. */
export function kernelFor(role: Role): "mitchell" | "lanczos3" {
  return role === "normal" ? "mitchell" : "lanczos3";
}
