import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeFiles, readRelease, RELEASE_FILE, releaseName } from "./releaseFile.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-release-"));
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "app.tar.gz"), "app");
  await writeFile(path.join(folder, "assets/a-1.js"), "a");
});
afterEach(() => rm(folder, { recursive: true }));

async function write(): Promise<void> {
  const files = await describeFiles(folder);
  const release = { name: releaseName(COMMIT, false, files), commit: COMMIT, dirty: false, nodeVersion: "24.21.0", migrations: [], files };
  await writeFile(path.join(folder, RELEASE_FILE), JSON.stringify(release));
}

it("names a release by its commit and its bytes, and says if it is no commit", async () => {
  const files = await describeFiles(folder);
  const name = releaseName(COMMIT, false, files);
  expect(name).toMatch(/^0123456789ab-[0-9a-f]{12}$/);
  expect(releaseName(COMMIT, true, files)).toBe(name.replace("-", "-dirty-"));
  await writeFile(path.join(folder, "assets/a-1.js"), "b");
  expect(releaseName(COMMIT, false, await describeFiles(folder))).not.toBe(name);
});

it("reads back what it wrote", async () => {
  await write();
  expect((await readRelease(folder)).files).toMatchObject([{ path: "app.tar.gz", bytes: 3 }, { path: "assets/a-1.js", bytes: 1 }]);
});

it("refuses a release whose files are others, fewer, or none at all", async () => {
  await expect(readRelease(folder)).rejects.toThrow(/holds no release.*npm run release/);
  await write();
  await writeFile(path.join(folder, "app.tar.gz"), "other");
  await expect(readRelease(folder)).rejects.toThrow(/app\.tar\.gz is not what release\.json says/);
  await rm(path.join(folder, "app.tar.gz"));
  await expect(readRelease(folder)).rejects.toThrow(/nothing instead of/);
});
