import type { Page } from "@playwright/test";
import type { Stage } from "../app/viewer/stage";
import type { LoggedEvent, Viewer } from "../app/viewer/viewer";
import { expect, test } from "./support/shopper";
import { chunkedBall, tieredBall, type TestModel } from "./support/viewerModels";
import { openViewerPage } from "./support/viewerPage";

/*
 * What becomes of the viewer over time: lost contexts, hundreds of products, chunks that come and go. On a bare page
 * with a canvas of a few thousand pixels, as the tests' renderer is a processor.
 */
test.use({ viewport: { width: 200, height: 200 } });

declare global {
  interface Window {
    shown: { viewer: Viewer; canvas: HTMLCanvasElement; events: LoggedEvent[] };
    stage: Stage | undefined;
  }
}

async function show(page: Page, { manifest }: TestModel): Promise<void> {
  await page.evaluate((shownManifest) => {
    const canvas = document.createElement("canvas");
    document.body.append(canvas);
    const events: LoggedEvent[] = [];
    const viewer = window.modules.viewer.createViewer({
      canvas,
      manifest: shownManifest,
      baseUrl: "",
      variant: "plain",
      reducedMotion: true,
      onEvent: (event) => events.push(event),
    });
    window.shown = { viewer, canvas, events };
  }, manifest);
}

async function happened(page: Page, event: Partial<LoggedEvent>): Promise<void> {
  await page.waitForFunction(
    (wanted) => window.shown.events.some((entry) => Object.entries(wanted).every(([key, value]) => entry[key as keyof LoggedEvent] === value)),
    event,
  );
}

const events = (page: Page, type: LoggedEvent["type"]): Promise<LoggedEvent[]> =>
  page.evaluate((wanted) => window.shown.events.filter((entry) => entry.type === wanted), type);

/** The canvas's colours, as the shares of its pixels that are mostly red, green, blue or yellow. */
function colours(page: Page): Promise<Record<"red" | "green" | "blue" | "yellow", number>> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const { viewer, canvas } = window.shown;
        // A drawing buffer can be read in the task that drew it only.
        const stop = viewer.onFrame(() => {
          stop();
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
          copy?.drawImage(canvas, 0, 0);
          const data = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          const counts = { red: 0, green: 0, blue: 0, yellow: 0 };
          for (let at = 0; at < data.length; at += 4) {
            const [r = 0, g = 0, b = 0, a = 0] = data.slice(at, at + 4);
            if (a < 200 || Math.max(r, g, b) < 60) continue;
            if (b > 1.3 * Math.max(r, g)) counts.blue += 1;
            else if (g > 1.3 * Math.max(r, b)) counts.green += 1;
            else if (r > 1.6 * Math.max(g, b)) counts.red += 1;
            else if (Math.min(r, g) > 1.3 * b) counts.yellow += 1;
          }
          const pixels = data.length / 4;
          resolve({ red: counts.red / pixels, green: counts.green / pixels, blue: counts.blue / pixels, yellow: counts.yellow / pixels });
        });
        viewer.orbitBy(0, 0);
      }),
  );
}

test("draws chunks instead of what lies in their boxes, wears the finish on both, and drops what is out of view", async ({ shopper: { page } }) => {
  const model = await chunkedBall(1000);
  await openViewerPage(page, model);
  await show(page, model);
  await happened(page, { type: "tier", tier: "standard" });
  expect(await colours(page)).toMatchObject({ blue: 0 });

  await page.evaluate(() => window.shown.viewer.zoomBy(2));
  await expect.poll(() => colours(page), { message: "chunks cover all that is in view" }).toMatchObject({ red: 0 });
  expect((await colours(page)).blue).toBeGreaterThan(0.5);

  await page.evaluate(() => window.shown.viewer.setVariant("fresh"));
  await happened(page, { type: "variant", variant: "fresh" });
  await expect.poll(async () => (await colours(page)).green).toBeGreaterThan(0.5);

  await page.evaluate(() => window.shown.viewer.zoomBy(1 / 8));
  await expect.poll(async () => (await colours(page)).yellow, { message: "from afar the whole tier will do" }).toBeGreaterThan(0.05);
  expect(await colours(page)).toMatchObject({ green: 0 });
});

test("fetches the chunks in view only, and gives the longest unseen back when memory ends", async ({ shopper: { page } }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 4 }));
  // Every chunk wants a third of the GPU memory that the budget allows.
  const gpuBytes = (4 * 2 ** 30) / 16;
  const model = await chunkedBall(Math.floor(gpuBytes / 3.2));
  const asked = await openViewerPage(page, model);
  await show(page, model);
  await happened(page, { type: "tier", tier: "standard" });
  const near = (side: number): Promise<void> =>
    page.evaluate((x) => window.shown.viewer.lookAt({ target: [x * 0.35, 0.85, 0.2], from: [x, 1, 1], width: 0.12 }), side);
  await near(-1);
  await happened(page, { type: "chunk" });
  const first = new Set(asked.filter((path) => path.includes("chunk")));
  expect(first.size).toBeLessThan(8);
  await near(1);
  await happened(page, { type: "chunkEvicted" });
  const alive = (await events(page, "chunk")).length - (await events(page, "chunkEvicted")).length;
  expect(alive).toBeLessThanOrEqual(3);
});

test("comes back from a lost context with its level, finish, camera and chunks", async ({ shopper: { page } }) => {
  const model = await chunkedBall(1000);
  const asked = await openViewerPage(page, model);
  await show(page, model);
  await happened(page, { type: "tier", tier: "standard" });
  await page.evaluate(() => {
    window.shown.viewer.setVariant("fresh");
    window.shown.viewer.zoomBy(2);
    window.shown.viewer.orbitBy(0.4, 0.1);
  });
  await happened(page, { type: "variant" });
  await expect.poll(() => colours(page)).toMatchObject({ yellow: 0, red: 0 });
  const before = await colours(page);
  const requests = asked.length;

  const extension = await page.evaluateHandle(() => window.shown.canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context"));
  await extension.evaluate((context) => context?.loseContext());
  await happened(page, { type: "contextLost" });
  await extension.evaluate((context) => context?.restoreContext());
  await happened(page, { type: "contextRestored" });
  expect(await colours(page)).toEqual(before);
  expect(asked.length, "nothing is fetched again").toBe(requests);
});

test("gives every product's context back when it is left", async ({ shopper: { page } }) => {
  // Eighteen contexts, each with a studio of its own.
  test.slow();
  const warnings: string[] = [];
  page.on("console", (message) => warnings.push(message.text()));
  const model = await tieredBall();
  await openViewerPage(page, model);
  // Chromium ends the oldest context, with a warning, when a page holds more than sixteen.
  for (let visit = 0; visit < 18; visit += 1) {
    await show(page, model);
    if (visit % 6 === 0) await happened(page, { type: "firstFrame" });
    await page.evaluate(() => {
      window.shown.viewer.dispose();
      window.shown.canvas.remove();
    });
  }
  expect(warnings.filter((text) => text.includes("Too many active WebGL contexts"))).toEqual([]);
});

test("keeps nothing of hundreds of products that were shown: neither heap nor GPU memory", async ({ shopper: { page } }) => {
  const model = await tieredBall();
  await openViewerPage(page, model);
  /** Shows so many products one after another, most of them left before they are there; tells what the GPU still holds. */
  const visit = (times: number): Promise<{ geometries: number; textures: number }> =>
    page.evaluate(
      async ([manifest, count]) => {
        const { viewer, stage } = window.modules;
        window.stage ??= stage.createStage(document.body.appendChild(document.createElement("canvas")), manifest.bounds);
        const shared = window.stage;
        const options = { canvas: shared.renderer.domElement, manifest, baseUrl: "", reducedMotion: true, stage: shared };
        for (let product = 0; product < count; product += 1) {
          await new Promise<void>((resolve) => {
            const variant = product % 2 === 0 ? "plain" : "fresh";
            const shown = viewer.createViewer({ ...options, variant, onEvent: ({ type }) => type === "firstFrame" && setTimeout(leave) });
            function leave(): void {
              shown.dispose();
              resolve();
            }
            if (product % 20 !== 0) setTimeout(leave);
          });
        }
        shared.clear();
        const { geometries, textures } = shared.renderer.info.memory;
        return { geometries, textures };
      },
      [model.manifest, times] as const,
    );
  const session = await page.context().newCDPSession(page);
  const heap = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  const early = { gpu: await visit(40), heap: await heap() };
  const late = { gpu: await visit(200), heap: await heap() };
  expect(late.gpu).toEqual(early.gpu);
  expect(late.heap - early.heap, "bytes of heap kept by 200 products").toBeLessThan(1_000_000);
});

test("ends its requests when it is left", async ({ shopper: { page } }) => {
  test.info().annotations.push({ type: "expects error", description: "Failed to load resource" });
  const model = await tieredBall();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const ended: string[] = [];
  page.on("requestfailed", (request) => ended.push(request.url()));
  const asked = await openViewerPage(page, model, (path) => (path.includes("standard") ? held : undefined));
  await show(page, model);
  await expect.poll(() => asked.some((path) => path.includes("standard"))).toBe(true);
  await page.evaluate(() => window.shown.viewer.dispose());
  await expect.poll(() => ended.some((url) => url.includes("standard"))).toBe(true);
  release();
});

test("shows a wall's products one after another by one context", async ({ shopper: { page } }) => {
  const model = await tieredBall();
  await openViewerPage(page, model);
  const result = await page.evaluate(async (manifest) => {
    let contexts = 0;
    const getContext = Reflect.get(HTMLCanvasElement.prototype, "getContext") as (...request: unknown[]) => unknown;
    const canvases = new Set<HTMLCanvasElement>();
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...request: unknown[]) {
      if (String(request[0]).startsWith("webgl")) canvases.add(this);
      return getContext.apply(this, request);
    } as typeof HTMLCanvasElement.prototype.getContext;
    const wall = window.modules.wall.createWallPreview({ baseUrl: "", reducedMotion: true, onEvent: () => undefined });
    const tiles = Array.from({ length: 3 }, () => document.body.appendChild(document.createElement("div")));
    const shown: boolean[] = [];
    for (const tile of tiles) {
      tile.append(wall.canvas);
      shown.push(await wall.show({ manifest, variant: "plain" }));
    }
    // The shopper's pointer crosses a tile.
    const crossed = wall.show({ manifest, variant: "plain" });
    shown.push(await wall.show({ manifest, variant: "fresh" }));
    shown.push(await crossed);
    contexts = canvases.size;
    wall.dispose();
    return { shown, contexts };
  }, model.manifest);
  expect(result).toEqual({ shown: [true, true, true, true, false], contexts: 1 });
});
