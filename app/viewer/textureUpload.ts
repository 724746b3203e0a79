import { Box2, Texture, Vector2, type WebGLRenderer } from "three";
import { nextTask } from "./nextTask";

/** What one task uploads: a strip of 1024 × 512 takes a mid-range phone some milliseconds, a whole 2048² some fifty. */
const TEXELS_PER_TASK = 1024 * 512;

/**
 * Uploads a texture, a large one in strips, a task each, so that input and drawing come in between. After a lost context
 * three uploads the whole by itself.
 * @throws `signal`'s reason when aborted; what was uploaded so far is given back.
 */
export async function uploadTexture(renderer: WebGLRenderer, texture: Texture, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { image, source } = texture;
  if (!(image instanceof ImageBitmap) || image.width * image.height <= TEXELS_PER_TASK || isUploaded(renderer, texture)) {
    renderer.initTexture(texture);
    return nextTask();
  }
  // Storage for all levels, with nothing in them yet.
  source.dataReady = false;
  texture.mipmapsAutoUpdate = false;
  renderer.initTexture(texture);
  source.dataReady = true;
  rememberUnpacking(renderer);
  try {
    const picture = new Texture(image);
    const rows = Math.max(Math.floor(TEXELS_PER_TASK / image.width), 1);
    for (let top = 0; top < image.height; top += rows) {
      await nextTask();
      signal.throwIfAborted();
      const bottom = Math.min(top + rows, image.height);
      texture.mipmapsAutoUpdate = bottom === image.height;
      const strip = new Box2(new Vector2(0, top), new Vector2(image.width, bottom));
      renderer.copyTextureToTexture(picture, texture, strip, strip.min);
    }
  } catch (error) {
    texture.dispose();
    throw error;
  } finally {
    texture.mipmapsAutoUpdate = true;
  }
}

/**
 * three asks WebGL for what it has not set itself, and any such question waits until the GPU has done all that it was
 * given: a task of more than a second on a slow one, right after the first frame. What has been set it knows by heart.
 */
function rememberUnpacking({ state }: WebGLRenderer): void {
  const { UNPACK_ROW_LENGTH, UNPACK_IMAGE_HEIGHT, UNPACK_SKIP_PIXELS, UNPACK_SKIP_ROWS, UNPACK_SKIP_IMAGES } = WebGL2RenderingContext;
  for (const name of [UNPACK_ROW_LENGTH, UNPACK_IMAGE_HEIGHT, UNPACK_SKIP_PIXELS, UNPACK_SKIP_ROWS, UNPACK_SKIP_IMAGES]) state.pixelStorei(name, 0);
}

/** Textures that share an image share its place in the GPU's memory, too. */
function isUploaded(renderer: WebGLRenderer, texture: Texture): boolean {
  const { __version } = renderer.properties.get(texture.source) as { __version?: number };
  return __version === texture.source.version;
}
