import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CatalogEntry } from "~/services/catalog/catalog.server";
import { buildGlb, parseGlb } from "../../scripts/models/glb.ts";
import { rollBackModel } from "../../scripts/models/publish/publishModel.ts";
import { POSTER_SIZES } from "../../scripts/posters/drawPosters.ts";
import type { Photographer } from "../../scripts/posters/photographer.ts";
import { HOW_TO_GET_MOTO } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { uploadEvent } from "./renderJob";
import { runJob } from "./runJob";
import type { Sources } from "./sources";
import { modelStore, openTestAccount, SOURCES, tinySource, type Shelf, type TestAccount } from "./testAccount";
import { work } from "./work";

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`the render worker${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let account: TestAccount;
  let source: Uint8Array;
  let laterSource: Uint8Array;

  beforeAll(async () => {
    account = await openTestAccount();
    [source, laterSource] = await Promise.all([tinySource(), tinySource("another hand")]);
  });
  afterAll(() => account.close());

  let shelf: Shelf;
  /** What shoppers are shown before: a model with everything. */
  let earlier: CatalogEntry;

  beforeEach(async () => {
    shelf = await account.openShelf();
    earlier = await shelf.entry();
    return shelf.close;
  });

  /** Works off a queue in this process. */
  async function workOff({ openQueue, workplace } = shelf): Promise<void> {
    await work(await openQueue(), { bucket: SOURCES, run: (job) => runJob(job, workplace()), stop: new AbortController().signal, untilEmpty: true });
  }

  const tellOfSource = () => shelf.send(JSON.stringify(uploadEvent(SOURCES, shelf.slug)));
  const askForPicture = (finish: string) => shelf.send(JSON.stringify({ job: "picture", product: shelf.slug, finish, width: 480 }));

  /** The source, with a texture that lies elsewhere. */
  function naming(uri: string): Uint8Array {
    const { json, binary } = parseGlb("source.glb", new Uint8Array(source));
    return buildGlb({ ...json, images: [{ uri }] }, binary ?? new Uint8Array());
  }

  it("makes tiers of an uploaded source and shows them, with the earlier posters where it can't draw", async () => {
    await shelf.upload(source);
    await workOff();
    const model = await shelf.shownModel();
    expect(model.tiers.map(({ name }) => name)).toEqual(["preview", "standard", "high"]);
    expect(model.posters).toEqual(earlier.product?.model.posters);
    expect((await shelf.entry()).product?.model).toEqual(model);
    expect(await shelf.waitingIn(shelf.queueUrl)).toEqual([]);
  });

  it("draws posters of the new model where it can, and leaves none of the earlier ones", async () => {
    const picture = { rgba: Buffer.alloc(8 * 8 * 4, 255), pixels: 8 };
    const photographer: Photographer = { take: async (_manifest, _models, shots) => shots.map(() => picture), close: () => undefined };
    await shelf.upload(source);
    expect(await runJob({ job: "source", product: shelf.slug }, { ...shelf.workplace(), photograph: (draw) => draw(photographer) })).toMatchObject({ kind: "done" });
    const { posters } = await shelf.shownModel();
    expect(posters.map(({ variant, size, avif }) => [variant, size, avif !== undefined])).toEqual(POSTER_SIZES.map((size) => ["default", size, true]));
  });

  it("changes nothing when it is told of a source again", async () => {
    await shelf.upload(source);
    await workOff();
    const once = await shelf.entry();
    await tellOfSource();
    await workOff();
    expect(await shelf.entry()).toEqual(once);
    expect([...(await shelf.waitingIn(shelf.queueUrl)), ...(await shelf.waitingIn(shelf.deadLettersUrl))]).toEqual([]);
  });

  it("does not bring back what a person has rolled back", async () => {
    await shelf.upload(source);
    await workOff();
    await rollBackModel(shelf.slug, await shelf.entry(), modelStore());
    const rolledBack = await shelf.entry();
    await tellOfSource();
    await workOff();
    expect(await shelf.entry()).toEqual(rolledBack);
  });

  it("leaves the product to the next job where a later source has come meanwhile", async () => {
    await shelf.upload(source);
    const workplace = shelf.workplace();
    const sources: Sources = {
      ...workplace.sources,
      async fetch(product, file) {
        const fetched = await workplace.sources.fetch(product, file);
        await shelf.upload(laterSource);
        return fetched;
      },
    };
    expect(await runJob({ job: "source", product: shelf.slug }, { ...workplace, sources })).toMatchObject({ kind: "done", what: expect.stringMatching(/another source has come/) });
    expect(await shelf.entry()).toEqual(earlier);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ["a product that the catalog doesn't know", () => shelf.upload(source, "no-such-chair"), /The catalog has no product "no-such-chair"/],
    ["a file that is no model", () => shelf.upload("not a model"), /source\.glb: no GLB, which is what a source must be\. Mend the source/],
    ["a model that broke off on the way", () => shelf.upload(source.slice(0, source.length / 2)), /source\.glb: .*Mend the source/],
    ["a model that names a file of the worker's own", () => shelf.upload(naming("../../../etc/passwd")), /refers to passwd, but a source is one file/],
    ["a source that was removed", tellOfSource, /is not there, or the worker may not read it/],
    ["a picture of an unknown finish", () => askForPicture("gold"), /has no finish "gold"; it has oak\./],
    ["a picture that a release without Chromium can't take", () => askForPicture("oak"), /made without one/],
    ["a message that is no job", () => shelf.send("{}"), /neither S3's notice .* nor a picture job/],
  ])("puts %s among the dead letters at the first attempt, with the reason", async (_, ask, reason) => {
    await ask();
    await workOff();
    expect(await shelf.waitingIn(shelf.deadLettersUrl)).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
    expect(await shelf.waitingIn(shelf.queueUrl)).toEqual([]);
    expect(await shelf.entry()).toEqual(earlier);
  });

  it("refuses a source in which a finish that the product is sold in can't be seen", async () => {
    const two = await account.openShelf({ finishIds: ["oak", "ink"] });
    const before = await two.entry();
    await two.upload(source);
    await workOff(two);
    expect(await two.waitingIn(two.deadLettersUrl)).toEqual([expect.objectContaining({ reason: expect.stringMatching(/no material variant for oak, ink/) })]);
    expect(await two.entry()).toEqual(before);
    await two.close();
  });
});
