import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";

/** The SDK repeats what fails on the way, with growing pauses. */
const ATTEMPTS = 6;

/** A client for the buckets of a region, and for others that S3 leads it to. */
export function s3Client(region: string): S3Client {
  return new S3Client({
    region,
    followRegionRedirects: true,
    maxAttempts: ATTEMPTS,
    // Emulators know buckets by path, not by host name.
    forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined || process.env.AWS_ENDPOINT_URL_S3 !== undefined,
  });
}

/** What S3 answers; undefined where the object is missing. Without leave to list a bucket, one is forbidden to look at that. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0)) return undefined;
    throw error;
  });
}
