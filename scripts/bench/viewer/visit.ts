import path from "node:path";
import type { Browser, CDPSession } from "@playwright/test";
import { build } from "esbuild";
import type { Network } from "./networks.ts";
import type { Probed } from "./probe.ts";

/** The phone that both pages are seen on: its screen in CSS pixels. The product fills the upper square. */
export const PHONE = { width: 390, height: 844, pixelRatio: 2 } as const;

/** How a page is visited. */
export interface VisitOptions {
  url: string;
  /** Null for the machine's own speed. */
  network: Network | null;
  /** How many times slower than this machine's processor. */
  slowdown: number;
  /** A file for Chromium's trace of the visit. */
  traceFile?: string;
}

/** What one visit with an empty cache has shown; times in milliseconds since the navigation began. */
export interface Visit extends Probed {
  /** What arrived, by time; bytes on the wire with headers. */
  received: { at: number; bytes: number; url: string }[];
  /** The screen whenever it changed, in CSS pixels. */
  frames: { at: number; png: Buffer }[];
  /** The stage at rest, in device pixels. */
  stage: Buffer;
  errors: string[];
}

/** After so long without a request, a draw or a long task a page is taken to be at rest. */
const REST_MS = 2_500;
const LONGEST_VISIT_MS = 150_000;
const POLL_MS = 250;
const ONLY_3D = `document.addEventListener("DOMContentLoaded", () => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: "img,button{visibility:hidden!important}" }));
})`;

/** Opens pages in a browser, each in a fresh profile, under one network and processor. */
export class Visitor {
  private constructor(
    private readonly browser: Browser,
    private readonly probe: string,
  ) {}

  static async create(browser: Browser): Promise<Visitor> {
    const { outputFiles } = await build({ entryPoints: [path.join(import.meta.dirname, "probe.ts")], bundle: true, write: false, format: "iife", target: "es2022" });
    return new Visitor(browser, outputFiles[0]?.text ?? "");
  }

  /** Opens an empty page with the probe in it; the caller closes its context. */
  async open(pixelRatio: number = PHONE.pixelRatio) {
    const context = await this.browser.newContext({
      viewport: { width: PHONE.width, height: PHONE.height },
      deviceScaleFactor: pixelRatio,
      isMobile: true,
      hasTouch: true,
      reducedMotion: "no-preference",
    });
    const page = await context.newPage();
    await page.addInitScript({ content: this.probe });
    return { context, page, devtools: await context.newCDPSession(page) };
  }

  /** Visits a page until it is at rest. */
  async visit(options: VisitOptions): Promise<Visit> {
    const { context, page, devtools } = await this.open();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    try {
      // Posters and buttons are fetched but not shown, whoever's they are: what is recorded is 3D.
      await page.addInitScript({ content: ONLY_3D });
      const wire = await watchNetwork(devtools);
      if (options.network) {
        const { downloadThroughput, uploadThroughput, latency } = options.network;
        await devtools.send("Network.emulateNetworkConditions", { offline: false, downloadThroughput, uploadThroughput, latency });
      }
      if (options.slowdown > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: options.slowdown });
      const screen = await recordScreen(devtools);
      if (options.traceFile) await this.browser.startTracing(page, { path: options.traceFile, screenshots: true });
      await page.goto(options.url, { waitUntil: "commit" });
      const deadline = performance.now() + LONGEST_VISIT_MS;
      let seen: Probed = await page.evaluate(() => window.readProbe());
      while (performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        const now = await page.evaluate(() => ({ probed: window.readProbe(), at: performance.now() }));
        seen = now.probed;
        const lastTask = seen.longTasks.at(-1);
        const busy = Math.max(seen.lastDraw ?? 0, lastTask ? lastTask.start + lastTask.duration : 0);
        if (seen.firstFrame !== null && now.at - busy > REST_MS && wire.quietFor() > REST_MS) break;
      }
      if (options.traceFile) await this.browser.stopTracing();
      const origin = await page.evaluate(() => performance.timeOrigin);
      const frames = await screen.stop(origin);
      const stage = await page.screenshot({ clip: { x: 0, y: 0, width: PHONE.width, height: PHONE.width } });
      return { ...seen, received: wire.receivedSince(), frames, stage, errors };
    } finally {
      await context.close();
    }
  }
}

/** Counts what arrives, by the browser's own monotonic clock. */
async function watchNetwork(devtools: CDPSession) {
  const received: { timestamp: number; bytes: number; url: string }[] = [];
  const requests = new Map<string, { url: string; counted: number }>();
  let start: number | undefined;
  let changed = performance.now();
  let pending = 0;
  const add = (requestId: string, timestamp: number, bytes: number): void => {
    changed = performance.now();
    const request = requests.get(requestId);
    if (!request || bytes <= 0) return;
    request.counted += bytes;
    received.push({ timestamp, bytes, url: request.url });
  };
  devtools.on("Network.requestWillBeSent", ({ requestId, timestamp, request }) => {
    start ??= timestamp;
    if (!request.url.startsWith("http")) return;
    changed = performance.now();
    pending += 1;
    requests.set(requestId, { url: request.url, counted: 0 });
  });
  devtools.on("Network.responseReceived", ({ requestId, timestamp, response }) => add(requestId, timestamp, response.encodedDataLength));
  devtools.on("Network.dataReceived", ({ requestId, timestamp, encodedDataLength }) => add(requestId, timestamp, encodedDataLength));
  devtools.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    if (!requests.has(requestId)) return;
    pending -= 1;
    add(requestId, timestamp, encodedDataLength - (requests.get(requestId)?.counted ?? 0));
  });
  devtools.on("Network.loadingFailed", ({ requestId }) => {
    if (requests.has(requestId)) pending -= 1;
    changed = performance.now();
  });
  await devtools.send("Network.enable");
  return {
    /** Milliseconds since the last byte; 0 while a request is under way. */
    quietFor: () => (pending > 0 ? 0 : performance.now() - changed),
    receivedSince: () => received.map(({ timestamp, bytes, url }) => ({ at: (timestamp - (start ?? timestamp)) * 1000, bytes, url })),
  };
}

async function recordScreen(devtools: CDPSession) {
  const frames: { timestamp: number; png: Buffer }[] = [];
  devtools.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push({ timestamp: metadata.timestamp ?? Date.now() / 1000, png: Buffer.from(data, "base64") });
    devtools.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
  });
  await devtools.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  return {
    /** @param origin the navigation's wall-clock time, milliseconds. */
    async stop(origin: number) {
      await devtools.send("Page.stopScreencast");
      return frames.map(({ timestamp, png }) => ({ at: timestamp * 1000 - origin, png }));
    },
  };
}
