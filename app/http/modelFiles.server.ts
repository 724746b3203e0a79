import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import { modelFileHeaders } from "~/domain/modelFileHeaders";

/**
 * Serves the model store from disk as CloudFront serves it from S3: GLBs lie there brotli-compressed, those for AR
 * and pictures as they are; content-hashed files never change.
 * @param folder the model store's base; paths below it are those of the manifest
 */
export function modelFiles(folder: string): RequestHandler {
  const root = path.resolve(folder);
  return (request, response, next) => {
    if (request.method === "GET" || request.method === "HEAD") send(root, request, response).catch(next);
    else next();
  };
}

async function send(root: string, request: Request, response: Response): Promise<void> {
  const file = path.join(root, decode(request.path));
  const headers = modelFileHeaders(file);
  const size = file.startsWith(root + path.sep) && headers ? await sizeOf(file) : undefined;
  if (!headers || size === undefined) {
    response.status(404).type("text/plain").send("There is no such model file.");
    return;
  }
  response.set({
    "Content-Type": headers.contentType,
    "Cache-Control": headers.cacheControl,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  const isCompressed = headers.contentEncoding !== undefined;
  if (isCompressed) response.vary("Accept-Encoding");
  // Browsers offer brotli on https and localhost only; anyone else gets the file as it was.
  const decompress = isCompressed && !request.acceptsEncodings("br");
  if (headers.contentEncoding && !decompress) response.set("Content-Encoding", headers.contentEncoding);
  if (!decompress) response.set("Content-Length", String(size));
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await (decompress
      ? pipeline(createReadStream(file), createBrotliDecompress(), response)
      : pipeline(createReadStream(file), response));
  } catch (error) {
    // A shopper who turns away in the middle of a download is no fault.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return "";
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
