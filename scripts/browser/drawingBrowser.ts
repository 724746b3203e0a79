import { existsSync, readdirSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { QUIET_FLAGS, SOFTWARE_FLAGS } from "./chromium.ts";

/** A headless browser for drawing, and what draws in it. */
export interface DrawingBrowser {
  readonly browser: Browser;
  /** What WebGL names its renderer, e.g. `ANGLE (NVIDIA, Vulkan 1.3.277 (NVIDIA L4), NVIDIA)`. */
  readonly renderer: string;
  /** Whether that is a GPU. */
  readonly isHardware: boolean;
}

/**
 * Ways to a GPU without a display. Vulkan as Chrome's makers advise for servers
 * (https://developer.chrome.com/blog/supercharge-web-ai-testing), then OpenGL ES by EGL, which Mesa's drivers have everywhere.
 */
const HARDWARE_FLAGS = [
  ["--use-angle=vulkan", "--enable-features=Vulkan", "--disable-vulkan-surface", "--ignore-gpu-blocklist"],
  ["--use-angle=gl-egl", "--ignore-gpu-blocklist"],
];

/** How renderers that run on the processor are called: Chromium's, Mesa's two and Microsoft's. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

/**
 * Starts a browser that draws on this machine's GPU. Whether it does is read back from WebGL, for a driver that fails
 * is replaced by software without a word; without a GPU, or where none of its drivers works, SwiftShader draws.
 * @param executable Chromium's path
 * @param onWarning told why a GPU that is there is not used
 */
export async function openDrawingBrowser(executable: string, onWarning: (message: string) => void): Promise<DrawingBrowser> {
  const gpu = findGpu();
  if (gpu !== undefined) {
    const found: string[] = [];
    for (const flags of HARDWARE_FLAGS) {
      const opened = await launch(executable, flags).catch((error: unknown) => void found.push(`${flags[0]}: ${firstLine(error)}`));
      if (opened?.isHardware) return opened;
      if (opened) found.push(`${flags[0]}: ${opened.renderer}`);
      await opened?.browser.close();
    }
    onWarning(`${gpu} is there, but Chromium does not draw on it (${found.join("; ")}): SwiftShader draws, many times slower. See that the GPU's driver brings Vulkan or EGL and that this user may open ${gpu}.`);
  }
  return launch(executable, SOFTWARE_FLAGS);
}

/** The device of a GPU that Chromium could draw on; undefined where there is none. */
function findGpu(): string | undefined {
  if (existsSync("/dev/nvidia0")) return "/dev/nvidia0";
  const node = existsSync("/dev/dri") ? readdirSync("/dev/dri").find((name) => name.startsWith("renderD")) : undefined;
  return node && `/dev/dri/${node}`;
}

async function launch(executablePath: string, flags: readonly string[]): Promise<DrawingBrowser> {
  const browser = await chromium.launch({ executablePath, args: [...QUIET_FLAGS, ...flags] });
  try {
    const renderer = await rendererOf(browser);
    return { browser, renderer, isHardware: !SOFTWARE.test(renderer) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function rendererOf(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(() => {
      const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
      if (!gl) throw new Error("There is no WebGL 2.");
      const names = gl.getExtension("WEBGL_debug_renderer_info");
      return String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    });
  } finally {
    await page.close();
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
