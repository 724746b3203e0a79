import { createHash } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, PutObjectCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { modelFileHeaders } from "../../../app/domain/modelFileHeaders.ts";
import { awsVariables, parseEnvironment } from "../../../app/platform/environment.server.ts";
import { ifThere, s3Client } from "../../../app/platform/s3.server.ts";
import type { ModelStore } from "./modelStore.ts";

const { AWS_REGION } = parseEnvironment(z.object(awsVariables), process.env);

/**
 * A store in an S3 bucket. Every object carries the SHA-256 of its bytes, which S3 checks when it is put and tells when
 * it is asked for.
 * @param place `s3://<bucket>[/<prefix>]`
 */
export function s3Store(place: string): ModelStore {
  const { hostname: bucket, pathname } = new URL(place);
  const prefix = pathname.replace(/^\/|\/$/g, "");
  const keyOf = (path: string): string => (prefix ? `${prefix}/${path}` : path);
  const name = prefix ? `s3://${bucket}/${prefix}` : `s3://${bucket}`;
  const client = s3Client(AWS_REGION);

  return {
    name,
    async has({ path, bytes }) {
      const found = await ifThere(client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(path), ChecksumMode: "ENABLED" })));
      return found?.ContentLength === bytes && hasHeadersOf(path, found) && isNamedBy(path, found.ChecksumSHA256);
    },
    async read(path) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        throw new Error(`${name}/${path} can't be read (${reasonOf(error)}).`, { cause: error });
      }
    },
    async write(path, bytes) {
      const headers = headersOf(path);
      const checksum = createHash("sha256").update(bytes).digest("base64");
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(path),
            Body: bytes,
            ContentType: headers.contentType,
            ContentEncoding: headers.contentEncoding,
            CacheControl: headers.cacheControl,
            ChecksumSHA256: checksum,
          }),
        );
      } catch (error) {
        throw new Error(`${name}/${path} can't be written (${reasonOf(error)}).`, { cause: error });
      }
    },
  };
}

function headersOf(path: string): NonNullable<ReturnType<typeof modelFileHeaders>> {
  const headers = modelFileHeaders(path);
  if (!headers) throw new Error(`${path} is no kind of file that a model consists of.`);
  return headers;
}

function hasHeadersOf(path: string, found: HeadObjectCommandOutput): boolean {
  const { contentType, contentEncoding, cacheControl } = headersOf(path);
  return found.ContentType === contentType && (found.ContentEncoding || undefined) === contentEncoding && found.CacheControl === cacheControl;
}

/** Whether a checksum is that of the file's name; one that S3 does not know says nothing against it. */
function isNamedBy(path: string, sha256: string | undefined): boolean {
  return sha256 === undefined || path.includes(`.${Buffer.from(sha256, "base64").toString("hex").slice(0, 16)}.`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
