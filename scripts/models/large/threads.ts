import os from "node:os";
import { Piscina } from "piscina";
import type { Bounds } from "../geometry.ts";
import { ModelError } from "../modelError.ts";
import type { BinCounts } from "./bins.ts";
import type { Answer, BinTask, BoundsTask, ChunkTask, Job, ReducedBox, ReduceTask, WrittenChunk } from "./job.ts";

/** What the threads can do. */
interface Tasks {
  bounds: [BoundsTask, Bounds];
  bin: [BinTask, BinCounts];
  reduce: [ReduceTask, ReducedBox];
  chunk: [ChunkTask, WrittenChunk];
}

/** More threads than this would take more memory than large sources are promised to need: each has a few hundred MB. */
const MOST_THREADS = 4;
/** A thread takes a second to start, so it stays from one kind of work to the next, but not for minutes with its memory. */
const IDLE_MS = 10_000;

/** Threads, one for each core, that share the work on one source. */
export class Threads {
  private readonly pool: Piscina;

  constructor(private readonly job: Job) {
    this.pool = new Piscina({
      filename: new URL("./thread.mjs", import.meta.url).href,
      minThreads: 0,
      idleTimeout: IDLE_MS,
      maxThreads: Math.min(os.availableParallelism(), MOST_THREADS),
      workerData: job,
    });
  }

  /**
   * Does tasks of one kind on all threads.
   *
   * @param onDone is called after each. @returns their outcomes, in the order of the tasks.
   * @throws ModelError when a task finds the source faulty.
   */
  async all<Kind extends keyof Tasks>(kind: Kind, tasks: readonly Tasks[Kind][0][], onDone: (done: number) => void): Promise<Tasks[Kind][1][]> {
    let done = 0;
    return Promise.all(
      tasks.map(async (task) => {
        const answer = (await this.pool.run(task, { name: kind })) as Answer<Tasks[Kind][1]>;
        if ("fault" in answer) throw new ModelError(this.job.source.file, answer.fault);
        onDone(++done);
        return answer.value;
      }),
    );
  }

  async end(): Promise<void> {
    await this.pool.destroy();
  }
}
