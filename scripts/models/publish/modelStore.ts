import type { ModelFile } from "../../../app/domain/modelManifest.ts";
import { diskStore } from "./diskStore.ts";
import { httpSource } from "./httpSource.ts";
import { s3Store } from "./s3Store.ts";

/** A place with model files, under the paths that manifests give them. */
export interface ModelSource {
  /** For messages, e.g. `s3://bucket`. */
  readonly name: string;
  /** Whether the file is there, whole and with its headers, as far as the place can tell without sending it. */
  has(file: ModelFile): Promise<boolean>;
  /** @throws Error that names the file where it can't be read */
  read(path: string): Promise<Uint8Array>;
}

/** A place that model files can be put into. */
export interface ModelStore extends ModelSource {
  /** Puts a file there with the headers of its kind; nobody ever sees a part of it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/**
 * The store at a place.
 * @param place a folder, or `s3://<bucket>[/<prefix>]`
 */
export function openStore(place: string): ModelStore {
  return place.startsWith("s3://") ? s3Store(place) : diskStore(place);
}

/**
 * A place that models are only read from.
 * @param place a folder, `s3://<bucket>[/<prefix>]`, or the https address that shoppers' browsers fetch them from
 */
export function openSource(place: string): ModelSource {
  return /^https?:\/\//.test(place) ? httpSource(place) : openStore(place);
}
