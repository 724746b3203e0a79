import { constants } from "node:fs";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isRunning } from "../stores/runningProcess.ts";
import { StartError } from "./startError.ts";

/** What the command line of every running shop has in it. */
const SHOP = "start.mjs";

/**
 * Makes the folder that holds everything a local shop keeps, and locks it: two shops on one folder would corrupt it.
 * @returns gives the lock back
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    throw new StartError(`The shop cannot write to ${folder}. Give it permission, or set AUROLOT_DATA_DIR to a folder it may write to.`);
  }
  const lock = path.join(folder, "shop.pid");
  const holder = Number(await readFile(lock, "utf8").catch(() => ""));
  if (holder && holder !== process.pid && isRunning(holder, SHOP)) {
    throw new StartError(`Another shop (process ${holder}) is using ${folder}. Stop it, or set AUROLOT_DATA_DIR to another folder for this one.`);
  }
  await writeFile(lock, String(process.pid));
  return () => rm(lock, { force: true });
}
