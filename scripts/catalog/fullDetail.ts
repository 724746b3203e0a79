import { access, mkdir, rename } from "node:fs/promises";
import path from "node:path";
import { writeStreamedGlb, type StreamedGlb, type StreamedModel } from "./kit/streamedGlb.ts";
import { productFolder } from "./products/index.ts";

/**
 * Makes `<out>/<slug>-full.glb`, a product in a detail that needs hundreds of megabytes, from its `fullDetail.ts`.
 * The same code gives the same bytes.
 * @throws Error where the product has no such module
 */
export async function buildFullDetail(slug: string, { out, onProgress }: { out: string; onProgress?: (done: number, of: number) => void }): Promise<StreamedGlb & { file: string }> {
  const module = new URL("fullDetail.ts", productFolder(slug));
  await access(module).catch(() => {
    throw new Error(`"${slug}" has no full detail: scripts/catalog/products/${slug}/fullDetail.ts is missing`);
  });
  const { default: fullDetail } = (await import(module.href)) as { default: () => StreamedModel };
  const file = path.join(out, `${slug}-full.glb`);
  await mkdir(out, { recursive: true });
  const model = fullDetail();
  const made = await writeStreamedGlb(`${file}.tmp`, model, (done) => onProgress?.(done, model.count));
  await rename(`${file}.tmp`, file);
  return { ...made, file };
}
