import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { PRODUCTS } from "../catalog/products/index.ts";
import { demoStock } from "./demoStock.ts";

it("opens a shop without any models as soon as each category has two products", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "aurolot-stock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { ready } = await demoStock(folder);
  for (const category of Object.values(PRODUCTS)) expect(category.filter((slug) => ready.includes(slug))).toHaveLength(2);
  expect(ready).toHaveLength(2 * Object.keys(PRODUCTS).length);
}, 60_000);
