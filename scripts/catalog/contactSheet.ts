import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { buildSource } from "./build.ts";

/**
 * `npx tsx scripts/catalog/contactSheet.ts <slug | file.glb> [--finish id] [--size 480] [--out file.png] [--only finishes|sides|closeUps]`
 *
 * Renders a product from all sides and close, then every finish, into one PNG.
 */
async function main(args: string[]): Promise<void> {
  const option = (name: string) => {
    const i = args.indexOf(`--${name}`);
    return i >= 0 ? args[i + 1] : undefined;
  };
  const target = args[0];
  if (!target || target.startsWith("--")) throw new Error("say which product: contactSheet.ts <slug | file.glb>");
  const file = target.endsWith(".glb") ? path.resolve(target) : (await buildSource(target)).file;
  const out = path.resolve(option("out") ?? `/tmp/${path.basename(file, ".glb")}.png`);
  const here = path.dirname(fileURLToPath(import.meta.url));
  const bundle = await build({ entryPoints: [path.join(here, "contactSheetPage.ts")], bundle: true, write: false, format: "iife", target: "es2022" });
  const script = bundle.outputFiles[0]!.text;

  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    page.on("console", (m) => m.type() === "error" && console.error(m.text()));
    page.on("pageerror", (e) => console.error(e.message));
    await page.route("http://sheet.test/**", async (route) => {
      const url = route.request().url();
      if (url.endsWith(".glb")) await route.fulfill({ contentType: "model/gltf-binary", body: await readFile(file) });
      else if (url.endsWith(".js")) await route.fulfill({ contentType: "text/javascript", body: script });
      else await route.fulfill({ contentType: "text/html", body: '<!doctype html><script src="/page.js"></script>' });
    });
    await page.goto("http://sheet.test/");
    const png = await page.evaluate(
      (o) => (window as unknown as { sheet: (o: object) => Promise<string> }).sheet(o),
      { url: "http://sheet.test/model.glb", finish: option("finish"), size: Number(option("size") ?? 480), only: option("only") },
    );
    await writeFile(out, Buffer.from(png.split(",")[1]!, "base64"));
    console.log(out);
  } finally {
    await browser.close();
  }
}

await main(process.argv.slice(2));
