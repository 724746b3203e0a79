import { z } from "zod";
import { awsVariables, logVariables, parseEnvironment } from "~/platform/environment.server";
import { s3Pictures } from "~/services/thumbnails/s3Pictures.server";
import { thumbnailsHandler } from "./thumbnailsHandler";

/** Every variable that the function reads. */
export const environmentSchema = z.object({
  ...logVariables,
  ...awsVariables,
  /** Where models, their posters and thumbnails lie. */
  MODELS_BUCKET: z.string().min(3),
});

const { AWS_REGION, MODELS_BUCKET } = parseEnvironment(environmentSchema, process.env);

/** Makes the thumbnails of posters that were put into the bucket. */
export const handler = thumbnailsHandler({ bucket: MODELS_BUCKET, store: s3Pictures({ region: AWS_REGION, bucket: MODELS_BUCKET }) });
