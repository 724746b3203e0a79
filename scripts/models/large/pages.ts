import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes of a page. Small, as vertices far apart in a file are read a page each. */
const PAGE = 16 * 1024;
/** A page is read with so much of the next one that no element lies across its end. */
const TAIL = 16;
/** Pages held at a time: 32 MiB. */
const SLOTS = 2048;
const NONE = -1;

/**
 * Reads elements of up to 16 bytes anywhere in large files, keeping the pages that were used lately: one that has been
 * used since the hand last passed it is spared once (the clock algorithm).
 */
export class Pages {
  private readonly slab = new Uint8Array(SLOTS * (PAGE + TAIL));
  /** The bytes of all pages that are held. */
  readonly bytes = new DataView(this.slab.buffer);
  private readonly descriptors: number[];
  /** Number of each file's first page. */
  private readonly firstPages: number[] = [];
  /** The slot that each page is in. */
  private readonly slotOf: Int32Array;
  private readonly pageIn = new Int32Array(SLOTS).fill(NONE);
  private readonly used = new Uint8Array(SLOTS);
  private hand = 0;

  constructor(files: readonly string[]) {
    this.descriptors = files.map((file) => openSync(file, "r"));
    let pages = 0;
    for (const descriptor of this.descriptors) {
      this.firstPages.push(pages);
      pages += Math.ceil(fstatSync(descriptor).size / PAGE);
    }
    this.slotOf = new Int32Array(pages).fill(NONE);
  }

  /** Where the bytes at a position of a file lie in `bytes`, until the next call. */
  offsetOf(file: number, position: number): number {
    const number = Math.floor(position / PAGE);
    const page = this.firstPages[file]! + number;
    let slot = this.slotOf[page]!;
    if (slot === NONE) slot = this.load(page, file, number);
    this.used[slot] = 1;
    return slot * (PAGE + TAIL) + (position - number * PAGE);
  }

  private load(page: number, file: number, number: number): number {
    while (this.used[this.hand]) {
      this.used[this.hand] = 0;
      this.hand = (this.hand + 1) % SLOTS;
    }
    const slot = this.hand;
    this.hand = (this.hand + 1) % SLOTS;
    if (this.pageIn[slot] !== NONE) this.slotOf[this.pageIn[slot]!] = NONE;
    this.pageIn[slot] = page;
    this.slotOf[page] = slot;
    const start = slot * (PAGE + TAIL);
    this.slab.fill(0, start, start + PAGE + TAIL);
    readSync(this.descriptors[file]!, this.slab, start, PAGE + TAIL, number * PAGE);
    return slot;
  }

  close(): void {
    for (const descriptor of this.descriptors) closeSync(descriptor);
  }
}
