import { closeSync, openSync, readSync } from "node:fs";

/** Bytes of a page. Small, as vertices far apart in a file are read a page each. */
const PAGE = 16 * 1024;
/** A page is read with so much of the next one that no element lies across its end. */
const TAIL = 16;
/** Pages held at a time: 32 MiB. */
const SLOTS = 2048;

/** Reads elements of up to 16 bytes anywhere in large files, keeping the pages that were used last. */
export class Pages {
  private readonly slab = new Uint8Array(SLOTS * (PAGE + TAIL));
  /** The bytes of all pages that are held. */
  readonly bytes = new DataView(this.slab.buffer);
  private readonly descriptors: number[];
  /** Slot of each page that is held, by file and number, the one used longest ago first. */
  private readonly slots = new Map<number, number>();
  private lastPage = -1;
  private lastSlot = 0;

  constructor(files: readonly string[]) {
    this.descriptors = files.map((file) => openSync(file, "r"));
  }

  /** Where the bytes at a position of a file lie in `bytes`, until the next call. */
  offsetOf(file: number, position: number): number {
    const number = Math.floor(position / PAGE);
    const page = number * this.descriptors.length + file;
    if (page !== this.lastPage) {
      this.lastSlot = this.slots.get(page) ?? this.load(page, file, number);
      // Deleted and set anew, it is the one used last.
      this.slots.delete(page);
      this.slots.set(page, this.lastSlot);
      this.lastPage = page;
    }
    return this.lastSlot * (PAGE + TAIL) + (position - number * PAGE);
  }

  private load(page: number, file: number, number: number): number {
    let slot = this.slots.size;
    if (slot === SLOTS) {
      const [oldest] = this.slots;
      if (!oldest) throw new Error("A full cache is empty.");
      slot = oldest[1];
      this.slots.delete(oldest[0]);
    }
    const start = slot * (PAGE + TAIL);
    this.slab.fill(0, start, start + PAGE + TAIL);
    readSync(this.descriptors[file]!, this.slab, start, PAGE + TAIL, number * PAGE);
    return slot;
  }

  close(): void {
    for (const descriptor of this.descriptors) closeSync(descriptor);
  }
}
