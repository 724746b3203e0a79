import path from "node:path";

/** What a file of the model store is sent with, from disk and from S3 alike. */
export interface ModelFileHeaders {
  contentType: string;
  /** Only where the file lies compressed in the store. */
  contentEncoding?: "br";
  cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".glb": "model/gltf-binary",
  ".usdz": "model/vnd.usdz+zip",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".json": "application/json",
};

/** `<name>.<hash>.<extension>`: a file that never changes. */
const IMMUTABLE = /\.[0-9a-f]{16}\.[a-z0-9]+$/;
/** Scene Viewer and Quick Look don't decompress: what they read lies in the store as it is. */
const AR_FOLDER = "ar";

/**
 * The headers of a file of the model store.
 * @param file its path, relative or absolute
 * @returns undefined for what is no model file
 */
export function modelFileHeaders(file: string): ModelFileHeaders | undefined {
  const extension = path.extname(file);
  const contentType = TYPES[extension];
  if (contentType === undefined) return undefined;
  const isCompressed = extension === ".glb" && path.basename(path.dirname(file)) !== AR_FOLDER;
  return {
    contentType,
    ...(isCompressed && { contentEncoding: "br" }),
    cacheControl: IMMUTABLE.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
  };
}
