import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import { regionsOf, type Environment } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";
import type { Region } from "../../terraform/config/regions.ts";
import { RELEASE_FILE, releaseSchema, type Release } from "./releaseFile.ts";

/** Where a region's instances and functions find releases, and CloudFront the client's files. */
export interface ReleaseBuckets {
  region: Region;
  s3: S3Client;
  releases: string;
  assets: string;
}

/** The buckets of an environment, the primary region's first. */
export function releaseBuckets(environment: Environment, clientFor = (region: Region) => new S3Client({ region })): ReleaseBuckets[] {
  const names = new Names(environment);
  return regionsOf(environment).map((region) => ({
    region,
    s3: clientFor(region),
    releases: names.bucket("releases", region),
    assets: names.bucket("assets", region),
  }));
}

/** The key of a release's file. */
export function releaseKey(release: string, file: string): string {
  return `releases/${release}/${file}`;
}

/** What a region's bucket says of a release; nothing until all of it is there. */
export async function findRelease({ s3, releases }: ReleaseBuckets, name: string): Promise<Release | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: releases, Key: releaseKey(name, RELEASE_FILE) }));
    return releaseSchema.parse(JSON.parse((await Body?.transformToString()) ?? ""));
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
