import path from "node:path";
import { build } from "esbuild";
import type { Page } from "@playwright/test";
import type * as StageModule from "../../app/viewer/stage";
import type * as ViewerModule from "../../app/viewer/viewer";
import type * as WallPreviewModule from "../../app/viewer/wallPreview";
import type { TestModel } from "./viewerModels";

/** What the bare page offers to a test's code. */
export interface ViewerPage {
  viewer: typeof ViewerModule;
  stage: typeof StageModule;
  wall: typeof WallPreviewModule;
}

declare global {
  interface Window {
    modules: ViewerPage;
  }
}

const ORIGIN = "https://viewer.test";
const ROOT = path.resolve(import.meta.dirname, "../..");
const HTML = `<!doctype html><title>Viewer</title><style>body { margin: 0 } canvas { width: 96px; height: 96px }</style><script type="module" src="/modules.js"></script>`;

/** The viewer's modules without the shop, for what a shopper can't do hundreds of times in a minute. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as viewer from "./app/viewer/viewer"; import * as stage from "./app/viewer/stage"; import * as wall from "./app/viewer/wallPreview"; window.modules = { viewer, stage, wall };`,
      resolveDir: ROOT,
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/**
 * Opens an empty page with the viewer's modules and a model store at its root.
 * @param delayFile holds a file back until the promise is kept
 * @returns the paths of the model files that were asked for, as they are asked for
 */
export async function openViewerPage(
  page: Page,
  model: TestModel,
  delayFile: (path: string) => Promise<void> | undefined = () => undefined,
): Promise<readonly string[]> {
  const script = await bundle();
  const asked: string[] = [];
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: HTML });
    if (pathname === "/modules.js") return route.fulfill({ contentType: "text/javascript", body: script });
    const file = model.files.get(pathname.slice(1));
    if (!file) return route.fulfill({ status: 404 });
    asked.push(pathname.slice(1));
    await delayFile(pathname);
    // The request may have been aborted meanwhile.
    await route.fulfill({ contentType: "model/gltf-binary", body: Buffer.from(file) }).catch(() => undefined);
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => "modules" in window);
  return asked;
}
