import { makeDemoModels, staleDemoModels } from "../catalog/demoModels.ts";
import { PRODUCTS, slugs } from "../catalog/products/index.ts";
import { step } from "./progress.ts";

/** The demo products on their way into a shop that does not wait for all of them. */
export interface DemoStock {
  /** Those whose models are there once `makeFirst` is through. */
  readonly ready: readonly string[];
  /** Makes what the shop needs to open: some of each category. */
  makeFirst(report: (detail: string) => void): Promise<void>;
  /** Makes the others, one line each, while the shop is open. */
  makeOthers(onMade: (slug: string) => Promise<void>): Promise<void>;
}

/** Products of each category that are there from the start. */
const FIRST = 2;

/** @param modelsDir the model store's base folder */
export async function demoStock(modelsDir: string): Promise<DemoStock> {
  const first = new Set(Object.values(PRODUCTS).flatMap((category) => category.slice(0, FIRST)));
  const stale = await staleDemoModels(modelsDir);
  const now = stale.filter(({ slug }) => first.has(slug));
  const later = stale.filter(({ slug }) => !first.has(slug));
  const missing = new Set(later.map(({ slug }) => slug));
  return {
    ready: slugs().filter((slug) => !missing.has(slug)),
    makeFirst: (onProgress) => makeDemoModels(now, { onProgress }),
    async makeOthers(onMade) {
      if (later.length === 0) return;
      console.log(`${later.length} more products follow while it is open.`);
      await step("Making the other demo models", (onProgress) => makeDemoModels(later, { onProgress, onMade }));
    },
  };
}
