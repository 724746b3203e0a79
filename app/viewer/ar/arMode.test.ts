import { describe, expect, it } from "vitest";
import { arModeFor, sceneViewerUrl, type ArCapabilities } from "./arMode";

const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36";
const LAPTOP: ArCapabilities = { quickLook: false, webXr: false, userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0", glbUrl: "https://shop.example/chair.glb" };

describe("the way into the room", () => {
  it("is the best one that works, and none where none does", () => {
    expect(arModeFor(LAPTOP)).toBeNull();
    expect(arModeFor({ ...LAPTOP, quickLook: true })).toBe("quick-look");
    expect(arModeFor({ ...LAPTOP, userAgent: ANDROID, webXr: true })).toBe("webxr");
    expect(arModeFor({ ...LAPTOP, userAgent: ANDROID })).toBe("scene-viewer");
  });

  it("is not Scene Viewer where that would fail", () => {
    expect(arModeFor({ ...LAPTOP, userAgent: ANDROID, glbUrl: "http://shop.example/chair.glb" })).toBeNull();
    expect(arModeFor({ ...LAPTOP, userAgent: ANDROID, glbUrl: null })).toBeNull();
    expect(arModeFor({ ...LAPTOP, userAgent: `${ANDROID} Firefox/140.0` })).toBeNull();
  });

  it("needs no files for WebXR, which shows what the page shows", () => {
    expect(arModeFor({ ...LAPTOP, webXr: true, glbUrl: null })).toBe("webxr");
    expect(arModeFor({ ...LAPTOP, quickLook: true, glbUrl: null })).toBeNull();
  });
});

describe("Scene Viewer's link", () => {
  it("keeps the size, escapes what it is given and comes back to the page", () => {
    const link = sceneViewerUrl("https://cdn.example/a b.glb?x=1&y=2", "Chair & table", "https://shop.example/products/chair?finish=oak");
    const [, query = "", fallback] = /1\.0\?(.*)#Intent;.*browser_fallback_url=([^;]*);end;$/.exec(link) ?? [];
    const parameters = new URLSearchParams(query);
    expect(Object.fromEntries(parameters)).toEqual({ file: "https://cdn.example/a b.glb?x=1&y=2", mode: "ar_preferred", resizable: "false", title: "Chair & table" });
    expect(query).not.toContain("+");
    expect(decodeURIComponent(fallback ?? "")).toBe("https://shop.example/products/chair?finish=oak");
  });
});
