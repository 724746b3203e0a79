import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { zipSync, type Zippable } from "fflate";
import { create } from "tar";

/** What ZIP can't go below: the first day that its time stamps know. In local time, as fflate writes them. */
const ZIP_EPOCH = new Date(1980, 0, 1);

const UNIX = 3;

/** Every file below a folder, relative to it, with `/` between names; in the order of code points, whatever the file system's. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** Packs a folder as `.tar.gz`: the same bytes for the same files, whoever packs them and when. */
export async function packTarGz(folder: string, archive: string): Promise<void> {
  const files = await filesBelow(folder);
  await Promise.all(files.map((file) => normaliseMode(path.join(folder, file))));
  await create({ file: archive, cwd: folder, gzip: { level: 6 }, portable: true, mtime: new Date(0), noDirRecurse: true }, files);
}

/** Packs a folder as `.zip`, for Lambda: as reproducible as `packTarGz`. */
export async function packZip(folder: string, archive: string): Promise<void> {
  const contents: Zippable = {};
  for (const file of await filesBelow(folder)) {
    const full = path.join(folder, file);
    contents[file] = [await readFile(full), { os: UNIX, attrs: (modeOf((await stat(full)).mode) | 0o100000) << 16 }];
  }
  await writeFile(archive, zipSync(contents, { level: 9, mtime: ZIP_EPOCH }));
}

/** The SHA-256 of a file's bytes, in hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Whether a file can be run is all that is kept of its mode: the rest is the umask of whoever unpacked a package. */
function modeOf(mode: number): number {
  return mode & 0o100 ? 0o755 : 0o644;
}

async function normaliseMode(file: string): Promise<void> {
  const { mode } = await stat(file);
  await chmod(file, modeOf(mode));
}
