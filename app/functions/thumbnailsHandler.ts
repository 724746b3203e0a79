import { z } from "zod";
import { log } from "~/platform/log.server";
import type { QueueHandler } from "~/services/events/localBus.server";
import { makeThumbnails, type PictureStore } from "~/services/thumbnails/thumbnails.server";
import { jsonIn, queueHandler, readAs, UnexpectedRecordError } from "./queueHandler";

/** What S3 tells of an object that was put into a bucket. */
const uploadSchema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string().min(1), size: z.number().int().nonnegative().optional() }),
  }),
});

/** The handler of `thumbnails`: makes those of each poster that was put into the bucket of models. */
export function thumbnailsHandler({ bucket, store }: { bucket: string; store: PictureStore }): QueueHandler {
  return queueHandler(async (record) => {
    const { detail } = readAs("no upload that S3 told of", () => uploadSchema.parse(jsonIn(record)));
    const { key, size } = detail.object;
    if (detail.bucket.name !== bucket) throw new UnexpectedRecordError(`${key} was put into the bucket ${detail.bucket.name}, and thumbnails are made of what is in ${bucket}: correct the rule that leads to its queue.`);
    const made = await makeThumbnails({ key, bytes: size }, store);
    if (made.length > 0) log.info({ poster: key, made }, "Made thumbnails");
  });
}
