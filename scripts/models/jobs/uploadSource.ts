import { createReadStream } from "node:fs";
import { copyFile, mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { awsVariables, parseEnvironment } from "../../../app/platform/environment.server.ts";
import { s3Client } from "../../../app/platform/s3.server.ts";
import { LOCAL_BUCKET, localPlaces } from "../../../app/worker/environment.ts";
import { folderQueue } from "../../../app/worker/folderQueue.ts";
import { parseJob, sourceKey, uploadEvent } from "../../../app/worker/renderJob.ts";

/** What S3 takes in one piece. */
const MOST_BYTES = 5 * 1024 ** 3;

/**
 * Puts a product's source to where the render worker takes it from, and has it told of it: by S3 itself, or by a local
 * shop's queue.
 * @param to `s3://<bucket>`, or a local shop's data folder
 * @returns a sentence about what happens now
 * @throws Error that says what is wrong with the file or the slug
 */
export async function uploadSource(file: string, product: string, to: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Error(`${file} is no file.`);
  if (path.extname(file).toLowerCase() !== ".glb") throw new Error(`${file} is no GLB, which is what a source must be: one file with everything in it.`);
  // Throws what the worker would say of the slug.
  parseJob(JSON.stringify(uploadEvent(LOCAL_BUCKET, product)), LOCAL_BUCKET);
  return to.startsWith("s3://") ? putIntoBucket(file, product, to, found.size) : putIntoFolder(file, product, to);
}

async function putIntoBucket(file: string, product: string, to: string, bytes: number): Promise<string> {
  const place = `s3://${new URL(to).hostname}/${sourceKey(product)}`;
  if (bytes > MOST_BYTES) throw new Error(`${file} is larger than S3 takes in one piece. Upload it in parts: aws s3 cp ${file} ${place}`);
  const { AWS_REGION: region } = parseEnvironment(z.object(awsVariables), process.env);
  await s3Client(region).send(new PutObjectCommand({ Bucket: new URL(to).hostname, Key: sourceKey(product), Body: createReadStream(file), ContentLength: bytes }));
  return `${place} is there: the render fleet makes its model and shows it. What it can't make is among the dead letters with the reason.`;
}

async function putIntoFolder(file: string, product: string, dataFolder: string): Promise<string> {
  const { jobsDir, sourcesDir } = localPlaces(dataFolder);
  const place = path.join(sourcesDir, sourceKey(product));
  await mkdir(path.dirname(place), { recursive: true });
  await copyFile(file, `${place}.partial`);
  await rename(`${place}.partial`, place);
  await folderQueue(jobsDir).put(JSON.stringify(uploadEvent(LOCAL_BUCKET, product)));
  return `${place} is there: the shop makes its model and shows it, now or when it is started next (npm start). What it can't make is in ${path.join(jobsDir, "dead")} with the reason.`;
}
