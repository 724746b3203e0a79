import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../scripts/test/listen";
import { modelFiles } from "./modelFiles.server";

const GLB = Buffer.from("glTF and then a thousand triangles");
const STORED = brotliCompressSync(GLB);
const IMMUTABLE = "public, max-age=31536000, immutable";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-models-"));
  for (const tier of ["preview", "ar"]) await mkdir(path.join(folder, "store", tier), { recursive: true });
  await writeFile(path.join(folder, "store/preview/model.0123456789abcdef.glb"), STORED);
  await writeFile(path.join(folder, "store/ar/oak.0123456789abcdef.glb"), GLB);
  await writeFile(path.join(folder, "store/ar/oak.0123456789abcdef.usdz"), "PK");
  await writeFile(path.join(folder, "store/manifest.0123456789abcdef.json"), "{}");
  await writeFile(path.join(folder, "store/manifest.json"), "{}");
  await writeFile(path.join(folder, "secret.json"), "{}");
});
afterAll(() => rm(folder, { recursive: true }));

/** A request as it is written: `fetch` would tidy the path and decompress the body. */
async function request(pathname: string, headers: Record<string, string> = {}): Promise<{ response: IncomingMessage; body: Buffer }> {
  const app = express().use("/models", modelFiles(path.join(folder, "store")));
  return listen(app, async (origin) => {
    const { hostname, port } = new URL(origin);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ hostname, port, path: pathname, headers }, resolve).on("error", reject);
    });
    return { response, body: await buffer(response) };
  });
}

describe("modelFiles", () => {
  it("sends a GLB as it lies there to a browser that takes brotli, cacheable for good", async () => {
    const { response, body } = await request("/models/preview/model.0123456789abcdef.glb", { "accept-encoding": "gzip, br" });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      "content-type": "model/gltf-binary",
      "content-encoding": "br",
      "content-length": String(STORED.length),
      "cache-control": IMMUTABLE,
      vary: "Accept-Encoding",
    });
    expect(body.equals(STORED)).toBe(true);
  });

  it("decompresses it for everyone else", async () => {
    const { response, body } = await request("/models/preview/model.0123456789abcdef.glb");
    expect(response.headers["content-encoding"]).toBeUndefined();
    expect(body.equals(GLB)).toBe(true);
  });

  it.each([
    ["glb", "model/gltf-binary", GLB],
    ["usdz", "model/vnd.usdz+zip", Buffer.from("PK")],
  ])("sends AR's %s as it is: a phone's own viewer decompresses nothing", async (extension, type, bytes) => {
    const { response, body } = await request(`/models/ar/oak.0123456789abcdef.${extension}`, { "accept-encoding": "gzip, br" });
    expect(response.headers).toMatchObject({ "content-type": type, "content-length": String(bytes.length), "cache-control": IMMUTABLE });
    expect(response.headers["content-encoding"]).toBeUndefined();
    expect(body.equals(bytes)).toBe(true);
  });

  it("lets caches keep a manifest's version for good, and ask again for the latest one made", async () => {
    expect((await request("/models/manifest.0123456789abcdef.json")).response.headers["cache-control"]).toBe(IMMUTABLE);
    expect((await request("/models/manifest.json")).response.headers["cache-control"]).toBe("no-cache");
  });

  it.each(["/models/missing.glb", "/models/../secret.json", "/models/..%2fsecret.json", "/models/%E0%A4%A", "/models/", "/models/%00.glb"])(
    "answers 404 to %s",
    async (pathname) => {
      const { response } = await request(pathname);
      expect(response.statusCode).toBe(404);
    },
  );
});
