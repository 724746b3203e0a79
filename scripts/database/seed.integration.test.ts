import { rm } from "node:fs/promises";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { getEntry, getProduct } from "~/services/catalog/catalog.server";
import { loadListing, slugs } from "../catalog/products/index.ts";
import { diskStore } from "../models/publish/diskStore.ts";
import { rollBackModel } from "../models/publish/publishModel.ts";
import { makeTestModel, storeFolder } from "../models/publish/testModel.ts";
import { seed } from "./seed.ts";

const SLUG = "brae-side-table";
const { modelsDir } = config;

const makeModels = async (look: string, wanted = slugs()) => {
  await Promise.all(wanted.map(async (slug) => makeTestModel(config.modelsDir, { slug, category: (await loadListing(slug)).category, look })));
};
const shownLook = async () => (await getProduct(SLUG))?.model.source.hash;

beforeAll(async () => {
  config.modelsDir = await storeFolder();
});
afterAll(async () => {
  await rm(config.modelsDir, { recursive: true });
  config.modelsDir = modelsDir;
  // Other tests look for their own products and would find these.
  const where = { slug: { in: slugs() } };
  await prisma.searchDocument.deleteMany({ where });
  await prisma.stock.deleteMany({ where: { OR: slugs().map((slug) => ({ sku: { startsWith: `${slug}-`.toUpperCase() } })) } });
  for (const slug of slugs()) await dynamo.send(new DeleteCommand({ TableName: tableName("catalog"), Key: { slug } }));
});

it("publishes the demo catalog with the models that were made last", async () => {
  await makeModels("oak", [SLUG]);
  await seed({ products: [SLUG] });
  expect(await shownLook()).toBe("oak");
  await expect(seed()).rejects.toThrow(/No model of .* was made/);
  await makeModels("oak");
  expect(await seed()).toMatch(new RegExp(`^Published ${slugs().length} products; [1-9]`));
  await makeModels("ash", [SLUG]);
  expect(await seed()).toContain("; 0 SKUs are new");
  expect(await shownLook()).toBe("ash");
});

it("leaves a model that was rolled back where it is, until another is made", async () => {
  const entry = await getEntry(SLUG);
  if (!entry) throw new Error("It was just published.");
  await rollBackModel(SLUG, entry, diskStore(config.modelsDir));
  await seed();
  expect(await shownLook()).toBe("oak");
  await makeModels("elm", [SLUG]);
  await seed();
  expect(await shownLook()).toBe("elm");
});

it("uploads the models where it is told to, and keeps what is shown where none was made", async () => {
  const store = await storeFolder();
  const made = config.modelsDir;
  await makeModels("yew", [SLUG]);
  await seed({ to: store });
  config.modelsDir = store;
  // The store has the files and the versions of the manifests, as S3 would; what was made last is not handed over.
  await seed();
  expect(await shownLook()).toBe("yew");
  config.modelsDir = made;
  await rm(store, { recursive: true });
});
