/** The parts of glTF 2.0's JSON that the viewer reads itself. */
export interface GltfJson {
  images?: GltfImage[];
  samplers?: { magFilter?: number; minFilter?: number; wrapS?: number; wrapT?: number }[];
  textures?: {
    source?: number;
    sampler?: number;
    extensions?: { EXT_texture_webp?: { source: number }; EXT_texture_avif?: { source: number } };
  }[];
  meshes?: { primitives: GltfPrimitive[] }[];
  extensions?: { KHR_materials_variants?: { variants: { name: string }[] } };
}

export interface GltfImage {
  uri?: string;
  bufferView?: number;
  mimeType?: string;
}

export interface GltfPrimitive {
  material?: number;
  extensions?: { KHR_materials_variants?: { mappings: { material: number; variants: number[] }[] } };
}
