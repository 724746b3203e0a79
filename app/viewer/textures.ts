import {
  ClampToEdgeWrapping,
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearMipmapNearestFilter,
  MirroredRepeatWrapping,
  NearestFilter,
  NearestMipmapLinearFilter,
  NearestMipmapNearestFilter,
  RepeatWrapping,
  Texture,
  type MagnificationTextureFilter,
  type MinificationTextureFilter,
  type Wrapping,
} from "three";
import type { GLTFLoaderPlugin, GLTFParser } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { GltfImage, GltfJson } from "./gltfJson";
import type { ImageStore } from "./imageStore";

/** Fetches a file named by the GLB, relative to it. */
export type FetchRelative = (uri: string) => Promise<ArrayBuffer>;

/** Where several GLBs keep the images that they share, by absolute address. */
export interface SharedImages {
  readonly store: ImageStore;
  address(uri: string): string;
}

/** How a model's textures come about. */
export interface TextureOptions {
  /** Texture filtering for surfaces seen at a slant, 1 or more. */
  readonly anisotropy: number;
  readonly fetchRelative: FetchRelative;
  readonly sharedImages?: SharedImages | undefined;
}

/** Sampler constants of glTF 2.0, section 5.26 (they are those of WebGL). */
const MIN_FILTERS: Readonly<Record<number, MinificationTextureFilter>> = {
  9728: NearestFilter,
  9729: LinearFilter,
  9984: NearestMipmapNearestFilter,
  9985: LinearMipmapNearestFilter,
  9986: NearestMipmapLinearFilter,
  9987: LinearMipmapLinearFilter,
};
const MAG_FILTERS: Readonly<Record<number, MagnificationTextureFilter>> = { 9728: NearestFilter, 9729: LinearFilter };
const WRAPPINGS: Readonly<Record<number, Wrapping>> = {
  33071: ClampToEdgeWrapping,
  33648: MirroredRepeatWrapping,
  10497: RepeatWrapping,
};

/**
 * Loads textures in three's stead, for what its own way lacks: requests that can be aborted and that count in the
 * viewer's queue, embedded images without a detour over `blob:` URLs (which a strict Content-Security-Policy forbids),
 * decoding off the main thread, and a failure that is reported instead of a material without its texture.
 * It takes the name of three's WebP plugin and thereby its place, ahead of the built-in loading.
 */
export class TexturePlugin implements GLTFLoaderPlugin {
  readonly name = "EXT_texture_webp";
  readonly #parser: GLTFParser;
  readonly #options: TextureOptions;
  readonly #images = new Map<number, Promise<Texture>>();
  readonly #bitmaps: ImageBitmap[] = [];

  constructor(parser: GLTFParser, options: TextureOptions) {
    this.#parser = parser;
    this.#options = options;
  }

  async loadTexture(index: number): Promise<Texture> {
    const json = this.#parser.json as GltfJson;
    const definition = json.textures?.[index];
    const imageIndex =
      definition?.extensions?.EXT_texture_webp?.source ??
      definition?.extensions?.EXT_texture_avif?.source ??
      definition?.source;
    if (imageIndex === undefined) throw new Error(`Texture ${index} names no image that a browser can decode.`);
    // A clone shares its image, also on the GPU, but has a sampler and a colour space of its own.
    const texture = (await this.#image(imageIndex)).clone();
    const sampler = json.samplers?.[definition?.sampler ?? -1] ?? {};
    texture.magFilter = MAG_FILTERS[sampler.magFilter ?? 0] ?? LinearFilter;
    texture.minFilter = MIN_FILTERS[sampler.minFilter ?? 0] ?? LinearMipmapLinearFilter;
    texture.wrapS = WRAPPINGS[sampler.wrapS ?? 0] ?? RepeatWrapping;
    texture.wrapT = WRAPPINGS[sampler.wrapT ?? 0] ?? RepeatWrapping;
    texture.generateMipmaps = texture.minFilter !== NearestFilter && texture.minFilter !== LinearFilter;
    this.#parser.associations.set(texture, { textures: index });
    return texture;
  }

  /** Frees the decoded images that are not shared; the textures made of them must not be drawn afterwards. */
  dispose(): void {
    for (const bitmap of this.#bitmaps) bitmap.close();
    this.#bitmaps.length = 0;
  }

  #image(index: number): Promise<Texture> {
    const known = this.#images.get(index);
    if (known) return known;
    const image = (this.#parser.json as GltfJson).images?.[index];
    if (!image) throw new Error(`The model names image ${index}, which it does not have.`);
    const { sharedImages: shared } = this.#options;
    const loading =
      shared && image.uri !== undefined
        ? shared.store.get(shared.address(image.uri), () => this.#decode(image))
        : this.#decodeOwn(image);
    this.#images.set(index, loading);
    return loading;
  }

  async #decodeOwn(image: GltfImage): Promise<Texture<ImageBitmap>> {
    const texture = await this.#decode(image);
    this.#bitmaps.push(texture.image);
    return texture;
  }

  async #decode(image: GltfImage): Promise<Texture<ImageBitmap>> {
    const blob = new Blob([await this.#bytes(image)], image.mimeType ? { type: image.mimeType } : {});
    const bitmap = await createImageBitmap(blob, { premultiplyAlpha: "none", colorSpaceConversion: "none" });
    const texture = new Texture(bitmap);
    texture.flipY = false;
    texture.anisotropy = this.#options.anisotropy;
    texture.needsUpdate = true;
    return texture;
  }

  #bytes(image: GltfImage): Promise<ArrayBuffer> {
    if (image.bufferView !== undefined) return this.#parser.getDependency("bufferView", image.bufferView) as Promise<ArrayBuffer>;
    if (image.uri !== undefined) return this.#options.fetchRelative(image.uri);
    throw new Error("An image of the model has neither data nor address.");
  }
}
