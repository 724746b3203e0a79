import type { Texture } from "three";

/** Decoded images that several GLBs share, one of each, on the GPU too. */
export interface ImageStore {
  /** The image of this address; `decode` is called for the first who asks, and again after a failure. */
  get(url: string, decode: () => Promise<Texture>): Promise<Texture>;
  /** Frees all images; textures made of them must not be drawn afterwards. */
  dispose(): void;
}

export function createImageStore(): ImageStore {
  const images = new Map<string, Promise<Texture>>();
  let disposed = false;

  function free(texture: Texture): void {
    if (texture.image instanceof ImageBitmap) texture.image.close();
  }

  return {
    get(url, decode) {
      const known = images.get(url);
      if (known) return known;
      const image = decode();
      images.set(url, image);
      image.then(
        (texture) => disposed && free(texture),
        () => images.delete(url),
      );
      return image;
    },
    dispose() {
      disposed = true;
      for (const image of images.values()) image.then(free, () => undefined);
      images.clear();
    },
  };
}
