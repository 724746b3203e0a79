import { workerData } from "piscina";
import { type Bounds, triangleCount } from "../geometry.ts";
import { ModelError } from "../modelError.ts";
import { scaleLengths } from "../prepare.ts";
import { type BinCounts, binSpan, SPAN_TRIANGLES, trianglesOf } from "./bins.ts";
import { cornersOf } from "./boxes.ts";
import { writeChunk } from "./chunk.ts";
import { gather } from "./gather.ts";
import { type Answer, type BinTask, type BoundsTask, type ChunkTask, FILES, type Job, type Layout, type ReducedBox, type ReduceTask, type WrittenChunk } from "./job.ts";
import { Pages } from "./pages.ts";
import { boundsOfSpan } from "./placedTriangles.ts";
import { ownedPiece, reducePiece } from "./reduceBox.ts";
import { readSkeleton, type Skeleton } from "./skeleton.ts";
import { Triangles } from "./triangles.ts";
import { WorkFolder } from "./workFolder.ts";

const { source, up, folder } = workerData as Job;
const work = WorkFolder.at(folder);
let opened: Promise<{ skeleton: Skeleton; triangles: Triangles }> | undefined;

function open(): Promise<{ skeleton: Skeleton; triangles: Triangles }> {
  opened ??= readSkeleton(source, up, false).then((skeleton) => {
    return { skeleton, triangles: new Triangles(source, new Pages(source.files), skeleton) };
  });
  return opened;
}

/** Finds the bounds of a span of triangles in the source's world space. */
export function bounds({ span }: BoundsTask): Promise<Answer<Bounds>> {
  return answer(async () => {
    const { triangles } = await open();
    return boundsOfSpan(source.file, triangles, span * SPAN_TRIANGLES, (span + 1) * SPAN_TRIANGLES);
  });
}

/** Sorts a span of triangles into the grid's cells. */
export function bin({ span, layout: { placement, grid } }: BinTask): Promise<Answer<BinCounts>> {
  return answer(async () => {
    const { triangles } = await open();
    return binSpan({ file: source.file, triangles, placement }, grid, span, work);
  });
}

/** Reads a box's triangles, keeps them for its chunk, and simplifies those in its care. */
export function reduce({ number, box, layout: { placement, grid, spans }, goal }: ReduceTask): Promise<Answer<ReducedBox>> {
  return answer(() =>
    work.remember(FILES.reduced(number), async () => {
      const { skeleton, triangles } = await open();
      const binned = await trianglesOf(box, grid, spans, work);
      const gathered = gather({ file: source.file, triangles, placement }, skeleton, binned);
      await work.write(FILES.gathered(number), gathered.map(({ all }) => all));
      const piece = await ownedPiece(gathered, cornersOf(grid, box));
      const { parts, error } = await reducePiece(piece, goal);
      await work.write(FILES.reducedParts(number), parts);
      return { triangles: triangleCount(piece.parts), error };
    }),
  );
}

/** Writes a box's chunk. */
export function chunk(task: ChunkTask): Promise<Answer<WrittenChunk>> {
  return answer(() => work.remember(FILES.chunk(task.number), async () => writeChunk(task, await placedSkeleton(task.layout), work)));
}

let placed: Promise<Skeleton> | undefined;

/** The skeleton with its materials' lengths at the model's size. */
function placedSkeleton({ placement }: Layout): Promise<Skeleton> {
  placed ??= readSkeleton(source, up, false).then((skeleton) => {
    scaleLengths(skeleton, placement.scale);
    return skeleton;
  });
  return placed;
}

async function answer<T>(run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    if (error instanceof ModelError) return { fault: error.fault };
    throw error;
  }
}
