import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { JobQueue } from "./jobQueue";
import { uploadEvent } from "./renderJob";
import type { Outcome, RunJob } from "./work";

vi.stubEnv("LOG_LEVEL", "silent");
const { work } = await import("./work");

const VISIBILITY_SECONDS = 90;
const body = JSON.stringify(uploadEvent("sources", "chair"));

/** A queue with one message, and a book of what became of it. */
function queueOf(over: { body?: string; receives?: number; extend?: () => Promise<void> } = {}): { queue: JobQueue; book: string[] } {
  const book: string[] = [];
  let waiting = true;
  const note = (line: string) => async () => void book.push(line);
  const taken = {
    id: "1",
    body: over.body ?? body,
    receives: over.receives ?? 1,
    extend: over.extend ?? note("extended"),
    finish: note("finished"),
    giveBack: async (seconds: number) => void book.push(`given back for ${seconds} s`),
    bury: async (reason: string) => void book.push(`buried: ${reason}`),
  };
  const queue = {
    visibilitySeconds: VISIBILITY_SECONDS,
    maxReceives: 3,
    async take() {
      if (!waiting) return undefined;
      waiting = false;
      return taken;
    },
  };
  return { queue, book };
}

const ending = (outcome: Outcome): RunJob => async () => outcome;
/** As a job's process: it ends when it is told to. */
const endless: RunJob = (_, signal) =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve({ kind: "failed", reason: "killed" })));

const untilEmpty = (queue: JobQueue, run: RunJob, stop = new AbortController()) => work(queue, { bucket: "sources", run, stop: stop.signal, untilEmpty: true });

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});
afterEach(() => vi.restoreAllMocks());

it.each<[string, Outcome, number, string]>([
  ["one that is done is finished", { kind: "done", what: "all" }, 1, "finished"],
  ["a hopeless one is buried with its reason at once", { kind: "hopeless", reason: "The file is broken." }, 1, "buried: The file is broken."],
  ["one that failed is given back, for longer each time", { kind: "failed", reason: "The line broke." }, 2, "given back for 120 s"],
  ["one that failed for the last time is buried with its reason", { kind: "failed", reason: "The line broke." }, 3, "buried: It failed 3 times, the last time so: The line broke."],
])("of jobs, %s", async (_, outcome, receives, line) => {
  const { queue, book } = queueOf({ receives });
  await untilEmpty(queue, ending(outcome));
  expect(book).toEqual([line]);
});

it("a message that is no job is buried without being run", async () => {
  const { queue, book } = queueOf({ body: "hello" });
  const run = vi.fn(endless);
  await untilEmpty(queue, run);
  expect(run).not.toHaveBeenCalled();
  expect(book).toEqual(["buried: The message is not JSON."]);
});

it("a long job is kept from others as long as it runs, and no longer", async () => {
  const { queue, book } = queueOf();
  let done: (outcome: Outcome) => void = () => undefined;
  const working = untilEmpty(queue, () => new Promise((resolve) => (done = resolve)));
  await vi.advanceTimersByTimeAsync(VISIBILITY_SECONDS * 1000);
  expect(book).toEqual(["extended", "extended", "extended"]);
  done({ kind: "done", what: "all" });
  await working;
  await vi.advanceTimersByTimeAsync(VISIBILITY_SECONDS * 1000);
  expect(book).toEqual(["extended", "extended", "extended", "finished"]);
});

it("a job that could not be extended once is left to whoever has it then: not finished, not given back, not extended again", async () => {
  const extend = vi.fn(() => Promise.reject(new Error("no answer")));
  const { queue, book } = queueOf({ extend });
  const working = untilEmpty(queue, endless);
  await vi.advanceTimersByTimeAsync(VISIBILITY_SECONDS * 1000);
  await working;
  expect(extend).toHaveBeenCalledTimes(1);
  expect(book).toEqual([]);
});

it("a job under way is given back at once when the worker is to stop, even at its last attempt, and no other is taken", async () => {
  const { queue, book } = queueOf({ receives: 3 });
  const take = vi.spyOn(queue, "take");
  const stop = new AbortController();
  const working = work(queue, { bucket: "sources", run: endless, stop: stop.signal, untilEmpty: false });
  await vi.advanceTimersByTimeAsync(1);
  stop.abort();
  await working;
  expect(book).toEqual(["given back for 0 s"]);
  expect(take).toHaveBeenCalledTimes(1);
});

it("the worker goes on after a fault of the queue", async () => {
  const { queue, book } = queueOf();
  vi.spyOn(queue, "take").mockRejectedValueOnce(new Error("throttled"));
  const working = untilEmpty(queue, ending({ kind: "done", what: "all" }));
  await vi.advanceTimersByTimeAsync(60_000);
  await working;
  expect(book).toEqual(["finished"]);
});
