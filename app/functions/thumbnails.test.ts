import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "~/platform/log.server";
import { bridged, failuresOf, queueEvent } from "./testing/awsEvents";
import { thumbnailsHandler } from "./thumbnailsHandler";

const BUCKET = "aurolot-prod-models-333333333333-euc1";
const HASH = "0fd7269397426723";
const POSTER = `models/gadgets/tenor-speaker/poster/oat-480.${HASH}.webp`;

let files: Map<string, Uint8Array>;
const store = {
  read: (key: string) => {
    const bytes = files.get(key);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`NoSuchKey: ${key}`));
  },
  write: (key: string, bytes: Uint8Array) => Promise.resolve(void files.set(key, bytes)),
};
const handler = thumbnailsHandler({ bucket: BUCKET, store });

/** As S3 tells by EventBridge of an object that was put into a bucket. */
function uploaded(key: string, { bucket = BUCKET, size = files.get(key)?.byteLength ?? 1 } = {}): object {
  return bridged("aws.s3", "Object Created", {
    version: "0",
    bucket: { name: bucket },
    object: { key, size, etag: "b1946ac92492d2347c6235b4d2611184", "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", sequencer: "00617F08299329D189" },
    "request-id": "N4N7GDK58NMKJ12R",
    requester: "333333333333",
    "source-ip-address": "10.0.1.17",
    reason: "PutObject",
  });
}

/** Half of it transparent, as posters are. */
const picture = (width: number, height = width) =>
  sharp({ create: { width, height, channels: 4, background: { r: 180, g: 90, b: 40, alpha: 0.5 } } });
const thumbnails = () => [...files.keys()].filter((key) => key.includes("/thumbnail/")).sort();

let poster: Uint8Array;
beforeAll(async () => {
  poster = await picture(480).webp().toBuffer();
});
beforeEach(() => {
  files = new Map([[POSTER, poster]]);
});

describe("a poster that was put into the bucket", () => {
  it("gets thumbnails in two widths and two types, transparent as it is, under names that never change", async () => {
    expect(await handler(queueEvent(uploaded(POSTER)))).toEqual(failuresOf());
    const made = thumbnails();
    expect(made.map((key) => key.replace(/[0-9a-f]{16}/, "<hash>"))).toEqual([
      "models/gadgets/tenor-speaker/thumbnail/oat-128.<hash>.avif",
      "models/gadgets/tenor-speaker/thumbnail/oat-128.<hash>.webp",
      "models/gadgets/tenor-speaker/thumbnail/oat-256.<hash>.avif",
      "models/gadgets/tenor-speaker/thumbnail/oat-256.<hash>.webp",
    ]);
    for (const key of made) {
      const { width, height, format, hasAlpha } = await sharp(files.get(key)).metadata();
      expect({ width, height, hasAlpha }).toEqual({ width: Number(/-(\d+)\./.exec(key)?.[1]), height: width, hasAlpha: true });
      expect(format).toBe(key.endsWith("avif") ? "heif" : "webp");
    }
    await handler(queueEvent(uploaded(POSTER)));
    expect(thumbnails()).toEqual(made);
  });

  it("gets other names with another picture", async () => {
    await handler(queueEvent(uploaded(POSTER)));
    files.set(POSTER, await picture(480).negate().webp().toBuffer());
    await handler(queueEvent(uploaded(POSTER)));
    expect(thumbnails()).toHaveLength(8);
  });

  it("gets none if a sibling shows the same, or if it is no poster", async () => {
    const others = ["oat-256", "oat-960", "oat-1440"].map((name) => `models/gadgets/tenor-speaker/poster/${name}.${HASH}.webp`);
    const twin = POSTER.replace("webp", "avif");
    expect(await handler(queueEvent(...[...others, twin, "models/gadgets/tenor-speaker/preview/model.glb", "models/x/poster/a.txt"].map((key) => uploaded(key))))).toEqual(failuresOf());
    expect(thumbnails()).toEqual([]);
  });

  it("gets them of a plain picture too, and never larger than it is", async () => {
    const key = "models/fashion/alder-belt/poster/by hand.png";
    files.set(key, await picture(200, 100).png().toBuffer());
    expect(await handler(queueEvent(uploaded(key)))).toEqual(failuresOf());
    const widths = await Promise.all(thumbnails().map(async (name) => (await sharp(files.get(name)).metadata()).width));
    expect(widths).toEqual([128, 128, 200, 200]);
  });
});

describe("what can't be worked on", () => {
  /** Why the messages of a batch came back. */
  async function reasons(...bodies: (object | string)[]): Promise<string[]> {
    const error = vi.spyOn(log, "error").mockClear();
    expect(await handler(queueEvent(...bodies))).toEqual(failuresOf(...bodies.keys()));
    return error.mock.calls.map(([entry]) => (entry as unknown as { err: Error }).err.message);
  }

  it("comes back with a reason that a person understands", async () => {
    const broken = POSTER.replace("oat", "broken");
    const cut = POSTER.replace("oat", "cut");
    const huge = "models/gadgets/tenor-speaker/poster/huge.png";
    files.set(broken, Buffer.from("<svg>not really</svg>"));
    files.set(cut, poster.slice(0, poster.byteLength / 2));
    files.set(huge, await picture(4097, 4096).png().toBuffer());
    const [unreadable, ended, tooManyPixels, tooManyBytes, missing] = await reasons(
      uploaded(broken),
      uploaded(cut),
      uploaded(huge),
      uploaded(POSTER, { size: 1e9 }),
      uploaded(POSTER.replace("oat", "missing")),
    ).then((all) => all.sort((a, b) => order(a) - order(b)));
    expect(unreadable).toMatch(/broken-480.*can't be made smaller.*Upload it as WebP/);
    expect(ended).toMatch(/cut-480.*can't be made smaller/);
    expect(tooManyPixels).toMatch(/huge\.png.*pixel limit.*megapixels/);
    expect(tooManyBytes).toMatch(/1000000000 bytes.*upload it smaller/);
    expect(missing).toMatch(/NoSuchKey/);
    expect(thumbnails()).toEqual([]);
  });

  const order = (message: string) => ["broken-", "cut-", "huge", "1000000000", "NoSuchKey"].findIndex((word) => message.includes(word));

  it("is refused if it is no upload, or of another bucket", async () => {
    const all = await reasons("{", {}, bridged("aws.s3", "Object Deleted", { bucket: { name: BUCKET }, object: { key: POSTER } }), uploaded(POSTER, { bucket: "another" }));
    expect(all.at(0)).toContain("no JSON");
    expect(all.join()).toContain("put into the bucket another");
  });

  it("keeps none of its batch from its thumbnails", async () => {
    expect(await handler(queueEvent("{", uploaded(POSTER)))).toEqual(failuresOf(0));
    expect(thumbnails()).toHaveLength(4);
  });
});

it("takes an empty batch", async () => {
  expect(await handler(queueEvent())).toEqual(failuresOf());
});
