import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { modelFileHeaders } from "~/domain/modelFileHeaders";
import type { PictureStore } from "./thumbnails.server";

interface S3Options {
  region: string;
  bucket: string;
}

/** Pictures in the bucket of models. */
export function s3Pictures({ region, bucket }: S3Options): PictureStore {
  const client = new S3Client({ region });
  return {
    async read(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async write(key, bytes) {
      const { contentType, cacheControl } = modelFileHeaders(key) ?? {};
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType, CacheControl: cacheControl }));
    },
  };
}
