import { z } from "zod";
import { VIEW_NAMES } from "~/viewer/framing";

/** A job that no further attempt can do; the message is for the person who finds it among the dead letters. */
export class HopelessJobError extends Error {
  override name = "HopelessJobError";
}

/** What a picture may have along an edge: less shows nothing, more than this no screen asks for. */
const PICTURE_PIXELS = { least: 64, most: 2048 };

const slugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and single hyphens");

/** A picture of a configuration, to share or to put into a mail. */
export const pictureJobSchema = z.strictObject({
  job: z.literal("picture"),
  /** The product's slug. */
  product: slugSchema,
  /** A finish of the product. */
  finish: slugSchema,
  /** From where; where the viewer's camera rests without it. */
  view: z.enum(VIEW_NAMES).optional(),
  /** Edge length of the square picture, pixels. */
  width: z.number().int().min(PICTURE_PIXELS.least).max(PICTURE_PIXELS.most),
});
export type PictureJob = z.infer<typeof pictureJobSchema>;

/** A product's source was uploaded: its model is to be made. */
export interface SourceJob {
  job: "source";
  product: string;
}

export type RenderJob = SourceJob | PictureJob;

/** "Object Created" of S3, as EventBridge hands it on; keys are not URL-encoded in it. */
const uploadSchema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.number().optional() }) }),
});

const SOURCE_KEY = /^sources\/(?<product>[a-z0-9]+(?:-[a-z0-9]+)*)\/source\.glb$/;

/** Where a product's source lies in the bucket: one place for each product, so that the latest upload is the one that counts. */
export function sourceKey(product: string): string {
  return `sources/${product}/source.glb`;
}

/** The event by which the bucket tells of a source. */
export function uploadEvent(bucket: string, product: string): z.infer<typeof uploadSchema> {
  return { source: "aws.s3", "detail-type": "Object Created", detail: { bucket: { name: bucket }, object: { key: sourceKey(product) } } };
}

/**
 * The job that a message asks for.
 * @param body the message
 * @param bucket the bucket of sources, whose uploads are jobs
 * @returns undefined where there is nothing to do: a "folder" that was made in the console
 * @throws HopelessJobError if it is no job of the render worker
 */
export function parseJob(body: string, bucket: string): RenderJob | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new HopelessJobError("The message is not JSON.");
  }
  const upload = uploadSchema.safeParse(json);
  if (upload.success) return sourceJob(upload.data.detail, bucket);
  if (typeof json === "object" && json !== null && "job" in json) {
    const picture = pictureJobSchema.safeParse(json);
    if (picture.success) return picture.data;
    throw new HopelessJobError(`The message asks for no picture that can be taken (${z.prettifyError(picture.error).replaceAll("\n", " ")}).`);
  }
  throw new HopelessJobError("The message is neither S3's notice of an uploaded source nor a picture job.");
}

function sourceJob({ bucket, object }: z.infer<typeof uploadSchema>["detail"], sources: string): SourceJob | undefined {
  if (object.key.endsWith("/")) return undefined;
  if (bucket.name !== sources) throw new HopelessJobError(`${object.key} was uploaded to the bucket ${bucket.name}, which is not that of sources (${sources}).`);
  const product = SOURCE_KEY.exec(object.key)?.groups?.product;
  if (product === undefined) {
    throw new HopelessJobError(`${object.key} names no product: a source is one GLB and lies at sources/<product's slug>/source.glb. Upload it there (npm run models:upload).`);
  }
  return { job: "source", product };
}
