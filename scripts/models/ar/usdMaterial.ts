import { type Document, Material, type Texture, type TextureInfo, type vec2 } from "@gltf-transform/core";
import type { Clearcoat, EmissiveStrength, IOR, Transmission } from "@gltf-transform/extensions";
import { getTextureColorSpace } from "@gltf-transform/functions";
import { isUnlit } from "../materials.ts";

/** A set of texture coordinates of the USD mesh. */
export interface UvSet {
  /** What tells two sets of one material apart. */
  key: string;
  /** The primvar's name. */
  name: string;
  /** The glTF attribute that it comes from. */
  semantic: string;
  /** The texture infos that read it. */
  infos: Set<TextureInfo>;
  /** glTF's coordinates as USD's. */
  apply: (uv: vec2) => vec2;
}

/** How much of what shines through glass is left as opacity, for UsdPreviewSurface knows no transmission. */
const TRANSMITTED = 0.75;

/** glTF 2.0, sampler.wrapS; a texture without one repeats. */
const WRAPS = new Map<number | undefined, string>([
  [10497, "repeat"],
  [33071, "clamp"],
  [33648, "mirror"],
]);

/** A glTF material as a UsdPreviewSurface network: metal and roughness, clear coat, cut-outs and glass; sheen and the like are left out. */
export function usdMaterial(name: string, document: Document, material: Material, sets: readonly UvSet[], fileOf: (texture: Texture) => string): string {
  const path = `/Product/Materials/${name}`;
  const shaders: string[] = [];
  const surface: string[] = [];

  /** Adds a UsdUVTexture whose values are `texture · scale + bias`. */
  function read(slot: string, texture: Texture, info: TextureInfo | null, scale: readonly number[], bias: readonly number[] = [0, 0, 0, 0]): string {
    const set = sets.find(({ infos }) => info !== null && infos.has(info));
    const isColour = getTextureColorSpace(texture) === "srgb";
    shaders.push(
      shader(slot, [
        'uniform token info:id = "UsdUVTexture"',
        `asset inputs:file = @${fileOf(texture)}@`,
        `float2 inputs:st.connect = <${path}/${set?.name ?? "st"}.outputs:result>`,
        `token inputs:sourceColorSpace = "${isColour ? "sRGB" : "raw"}"`,
        `token inputs:wrapS = "${WRAPS.get(info?.getWrapS()) ?? "repeat"}"`,
        `token inputs:wrapT = "${WRAPS.get(info?.getWrapT()) ?? "repeat"}"`,
        `float4 inputs:scale = (${scale.join(", ")})`,
        `float4 inputs:bias = (${bias.join(", ")})`,
        "float outputs:r",
        "float outputs:g",
        "float outputs:b",
        "float outputs:a",
        "float3 outputs:rgb",
      ]),
    );
    return `${path}/${slot}`;
  }

  const [red, green, blue, alpha] = material.getBaseColorFactor();
  const base = material.getBaseColorTexture();
  const unlit = isUnlit(material);
  const transmission = material.getExtension<Transmission>("KHR_materials_transmission")?.getTransmissionFactor() ?? 0;
  const seenThrough = 1 - transmission * TRANSMITTED;
  const mode = material.getAlphaMode();
  const baseOpacity = (mode === Material.AlphaMode.OPAQUE ? 1 : alpha) * seenThrough;
  const colour = unlit ? "emissiveColor" : "diffuseColor";
  if (base) {
    const source = read("baseColor", base, material.getBaseColorTextureInfo(), [red, green, blue, baseOpacity]);
    surface.push(`color3f inputs:${colour}.connect = <${source}.outputs:rgb>`);
    if (mode === Material.AlphaMode.OPAQUE) surface.push(`float inputs:opacity = ${baseOpacity}`);
    else surface.push(`float inputs:opacity.connect = <${source}.outputs:a>`);
  } else {
    surface.push(`color3f inputs:${colour} = (${red}, ${green}, ${blue})`, `float inputs:opacity = ${baseOpacity}`);
  }
  if (unlit) surface.push("color3f inputs:diffuseColor = (0, 0, 0)");
  if (mode === Material.AlphaMode.MASK) surface.push(`float inputs:opacityThreshold = ${material.getAlphaCutoff()}`);

  const [roughness, metallic] = [material.getRoughnessFactor(), material.getMetallicFactor()];
  const orm = material.getMetallicRoughnessTexture();
  if (orm && !unlit) {
    const source = read("metallicRoughness", orm, material.getMetallicRoughnessTextureInfo(), [1, roughness, metallic, 1]);
    surface.push(`float inputs:roughness.connect = <${source}.outputs:g>`, `float inputs:metallic.connect = <${source}.outputs:b>`);
  } else {
    surface.push(`float inputs:roughness = ${unlit ? 1 : roughness}`, `float inputs:metallic = ${unlit ? 0 : metallic}`);
  }

  const normal = material.getNormalTexture();
  if (normal && !unlit) {
    const strength = material.getNormalScale();
    const source = read("normal", normal, material.getNormalTextureInfo(), [2 * strength, 2 * strength, 2, 1], [-strength, -strength, -1, 0]);
    surface.push(`normal3f inputs:normal.connect = <${source}.outputs:rgb>`);
  }
  const occlusion = material.getOcclusionTexture();
  if (occlusion && !unlit) {
    const strength = material.getOcclusionStrength();
    const source = read("occlusion", occlusion, material.getOcclusionTextureInfo(), [strength, 1, 1, 1], [1 - strength, 0, 0, 0]);
    surface.push(`float inputs:occlusion.connect = <${source}.outputs:r>`);
  }
  const strength = material.getExtension<EmissiveStrength>("KHR_materials_emissive_strength")?.getEmissiveStrength() ?? 1;
  const emissive = material.getEmissiveFactor().map((value) => value * strength);
  const glow = material.getEmissiveTexture();
  if (glow && !unlit) {
    const source = read("emissive", glow, material.getEmissiveTextureInfo(), [...emissive, 1]);
    surface.push(`color3f inputs:emissiveColor.connect = <${source}.outputs:rgb>`);
  } else if (!unlit && emissive.some((value) => value > 0)) {
    surface.push(`color3f inputs:emissiveColor = (${emissive.join(", ")})`);
  }
  const coat = material.getExtension<Clearcoat>("KHR_materials_clearcoat");
  if (coat) {
    surface.push(`float inputs:clearcoat = ${coat.getClearcoatFactor()}`, `float inputs:clearcoatRoughness = ${coat.getClearcoatRoughnessFactor()}`);
  }
  const ior = material.getExtension<IOR>("KHR_materials_ior");
  if (ior) surface.push(`float inputs:ior = ${ior.getIOR()}`);

  const readers = sets.map((set) =>
    shader(set.name, ['uniform token info:id = "UsdPrimvarReader_float2"', `string inputs:varname = "${set.name}"`, "float2 outputs:result"]),
  );
  const preview = shader("surface", ['uniform token info:id = "UsdPreviewSurface"', ...surface, "int inputs:useSpecularWorkflow = 0", "token outputs:surface"]);
  return `        def Material "${name}"
        {
            token outputs:surface.connect = <${path}/surface.outputs:surface>
${[preview, ...readers, ...shaders].join("\n")}
        }`;
}

function shader(name: string, properties: readonly string[]): string {
  return `            def Shader "${name}"
            {
${properties.map((property) => `                ${property}`).join("\n")}
            }`;
}
