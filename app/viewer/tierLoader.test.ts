import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { ModelTier, TierName } from "../domain/modelManifest";
import type { ViewerEvent } from "./events";
import { createFetchQueue } from "./fetchQueue";
import { createTierLoader, type TierLoader } from "./tierLoader";

const NAMES: readonly TierName[] = ["preview", "standard", "high"];
const TIERS: ModelTier[] = NAMES.map((name) => ({
  name,
  model: { path: `${name}.glb`, bytes: 1000 },
  textures: [],
  triangles: 1,
  errorMetres: 0.001,
  textureSize: 0,
  gpuBytes: 100,
}));

/** A loader over a network of which the test answers every request itself. */
function setUp(gpuBytes = 1000) {
  const requests: { name: string; answer: (ok?: boolean) => void; signal: AbortSignal }[] = [];
  const shown: string[] = [];
  const alive = new Set<object>();
  const events: ViewerEvent[] = [];
  const fakeFetch: typeof fetch = (url, init) =>
    new Promise((resolve, reject) => {
      const signal = init?.signal ?? new AbortController().signal;
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      requests.push({
        name: String(url).replace(".glb", ""),
        signal,
        answer: (ok = true) => resolve(new Response(ok ? String(url) : null, { status: ok ? 200 : 404 })),
      });
    });
  const queue = createFetchQueue(fakeFetch);
  const loader: TierLoader<object> = createTierLoader<object>(TIERS, () => gpuBytes, {
    async load(tier, signal) {
      const data = await queue.get(tier.model.path, signal);
      const model = { data };
      alive.add(model);
      return { model, bytes: data.byteLength };
    },
    prepare: () => Promise.resolve(),
    show: (_, tier) => shown.push(tier.name),
    drop: (model) => alive.delete(model),
    onEvent: (event) => events.push(event),
  });
  /** Lets everything happen that can happen without another answer. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { loader, requests, shown, alive, events, settle };
}

describe("tier loader", () => {
  it("starts with the coarsest tier, whatever is wanted meanwhile", async () => {
    const { loader, requests, shown, settle } = setUp();
    loader.want("high");
    await settle();
    expect(requests.map(({ name }) => name)).toEqual(["preview"]);
    requests[0]?.answer();
    await settle();
    expect(shown).toEqual(["preview"]);
    requests[1]?.answer();
    await settle();
    expect(requests.map(({ name }) => name)).toEqual(["preview", "high"]);
    expect(shown).toEqual(["preview", "high"]);
  });

  it("aborts what is no longer wanted and never shows it", async () => {
    const { loader, requests, shown, events, settle } = setUp();
    await settle();
    requests[0]?.answer();
    await settle();
    loader.want("standard");
    await settle();
    loader.want("high");
    await settle();
    expect(requests[1]?.signal.aborted).toBe(true);
    requests[2]?.answer();
    requests[1]?.answer();
    await settle();
    expect(shown).toEqual(["preview", "high"]);
    expect(events).toContainEqual({ type: "abort", tier: "standard" });
  });

  it("asks once for what is on its way", async () => {
    const { loader, requests, settle } = setUp();
    await settle();
    requests[0]?.answer();
    await settle();
    for (let frame = 0; frame < 5; frame += 1) loader.want("standard");
    await settle();
    expect(requests).toHaveLength(2);
  });

  it("stays on the tier shown when a file is missing, and does not ask again", async () => {
    const { loader, requests, shown, events, settle } = setUp();
    await settle();
    requests[0]?.answer();
    await settle();
    loader.want("standard");
    await settle();
    requests[1]?.answer(false);
    await settle();
    loader.want("standard");
    expect(shown).toEqual(["preview"]);
    expect(requests).toHaveLength(2);
    const error = events.find((event) => event.type === "error");
    expect(error && "message" in error && error.message).toContain("standard.glb: HTTP 404");
  });

  it("shows the wanted tier when the preview is missing", async () => {
    const { loader, requests, shown, settle } = setUp();
    await settle();
    loader.want("standard");
    requests[0]?.answer(false);
    await settle();
    requests[1]?.answer();
    await settle();
    expect(shown).toEqual(["standard"]);
  });

  it("goes back to a tier in memory without asking for it again, and frees what does not fit", async () => {
    const roomy = setUp(1000);
    const tight = setUp(250);
    for (const { loader, requests, settle } of [roomy, tight]) {
      await settle();
      requests[0]?.answer();
      await settle();
      for (const [index, name] of (["standard", "high"] as const).entries()) {
        loader.want(name);
        await settle();
        requests[index + 1]?.answer();
        await settle();
      }
      loader.want("standard");
      await settle();
    }
    expect(roomy.requests).toHaveLength(3);
    expect(roomy.shown.at(-1)).toBe("standard");
    expect(roomy.alive.size).toBe(3);
    expect(tight.alive.size).toBe(2);
  });

  it("aborts and frees everything when it is disposed of", async () => {
    const { loader, requests, alive, shown, settle } = setUp();
    await settle();
    requests[0]?.answer();
    await settle();
    loader.want("standard");
    await settle();
    loader.dispose();
    expect(requests[1]?.signal.aborted).toBe(true);
    requests[1]?.answer();
    loader.want("high");
    await settle();
    expect(alive.size).toBe(0);
    expect(requests).toHaveLength(2);
    expect(shown).toEqual(["preview"]);
  });

  it("ends on the last wish after any sequence of wishes and answers", async () => {
    const step = fc.oneof(fc.constantFrom(...NAMES), fc.constant("answer" as const));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.constantFrom(...NAMES), async (steps, last) => {
        const { loader, requests, settle, alive } = setUp();
    await settle();
        const answerAll = async (): Promise<void> => {
          await settle();
          for (const request of requests) request.answer();
          await settle();
        };
        for (const act of [...steps, last]) {
          if (act === "answer") await answerAll();
          else loader.want(act);
        }
        // The preview, then what is wanted.
        await answerAll();
        await answerAll();
        expect(loader.shown?.name).toBe(last);
        loader.dispose();
        expect(alive.size).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

describe("fetch queue", () => {
  it("runs a few at a time and lets aborted ones leave the queue", async () => {
    const answers: (() => void)[] = [];
    const fakeFetch = vi.fn<typeof fetch>(() => new Promise((resolve) => answers.push(() => resolve(new Response("x")))));
    const queue = createFetchQueue(fakeFetch);
    const controllers = Array.from({ length: 7 }, () => new AbortController());
    const results = controllers.map((controller, index) => queue.get(`${index}`, controller.signal).then(String, () => "aborted"));
    await Promise.resolve();
    expect(fakeFetch).toHaveBeenCalledTimes(4);
    controllers[4]?.abort();
    expect(await results[4]).toBe("aborted");
    while (answers.length > 0) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await Promise.all(results);
    expect(fakeFetch.mock.calls.map(([url]) => url)).toEqual(["0", "1", "2", "3", "5", "6"]);
  });

  it("requests files so that the preload of the page's head is used", async () => {
    const fakeFetch = vi.fn<typeof fetch>(() => Promise.resolve(new Response("x")));
    await createFetchQueue(fakeFetch).get("/model.glb", new AbortController().signal);
    expect(fakeFetch.mock.calls[0]?.[1]).toMatchObject({ mode: "cors", credentials: "same-origin" });
  });
});
