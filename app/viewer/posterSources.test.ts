import { describe, expect, it } from "vitest";
import type { ModelPoster } from "../domain/modelManifest";
import { posterPreload, posterSources } from "./posterSources";

const poster = (variant: string, size: number, avif = true): ModelPoster => ({
  variant,
  size,
  file: { path: `models/${variant}-${size}.webp`, bytes: 2 },
  ...(avif && { avif: { path: `models/${variant}-${size}.avif`, bytes: 1 } }),
});
const posters = [poster("oak", 1440), poster("oak", 240), poster("oak", 960), poster("oak", 480)];

describe("posterSources", () => {
  it("lists both formats from the smallest and names one file for those who read no list", () => {
    expect(posterSources(posters.slice(1), "https://cdn.example/")).toEqual({
      src: "https://cdn.example/models/oak-960.webp",
      srcSet: "https://cdn.example/models/oak-240.webp 240w, https://cdn.example/models/oak-480.webp 480w, https://cdn.example/models/oak-960.webp 960w",
      avif: "https://cdn.example/models/oak-240.avif 240w, https://cdn.example/models/oak-480.avif 480w, https://cdn.example/models/oak-960.avif 960w",
      size: 960,
    });
  });

  it("never gives a shared link more than a link needs, and takes what there is", () => {
    expect(posterSources(posters, "")?.size).toBe(960);
    expect(posterSources([poster("oak", 1440)], "")?.size).toBe(1440);
    expect(posterSources([], "")).toBeNull();
  });

  it("leaves AVIF out where a size lacks it", () => {
    expect(posterSources([poster("oak", 480), poster("oak", 960, false)], "")).not.toHaveProperty("avif");
  });
});

describe("posterPreload", () => {
  it("fetches the files that the picture will choose, and tells their type", () => {
    const sources = posterSources(posters, "");
    const webpOnly = posterSources([poster("oak", 480, false)], "");
    if (!sources || !webpOnly) throw new Error("There are posters.");
    expect(posterPreload(sources, "50vw")).toMatchObject({ as: "image", type: "image/avif", imageSrcSet: sources.avif, imageSizes: "50vw" });
    expect(posterPreload(webpOnly, "50vw")).toMatchObject({ type: "image/webp", imageSrcSet: webpOnly.srcSet });
  });
});
