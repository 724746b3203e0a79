import { crc32 } from "node:zlib";

/** A file of an archive. */
export interface ZipEntry {
  /** ASCII, with forward slashes. */
  name: string;
  bytes: Uint8Array;
}

/** USDZ wants every file's data at a multiple of this, so that it can be mapped into memory (usdz specification, "Layout"). */
export const USDZ_ALIGNMENT = 64;

// PKWARE's APPNOTE 6.3: local file header (4.3.7), central directory header (4.3.12), end of central directory (4.3.16).
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const END_BYTES = 22;
const VERSION = 20;
/** 1 January 1980, the first day a zip can name: the same files give the same bytes. */
const DATE = (1 << 5) | 1;
/** An extra field that readers skip (APPNOTE 4.5: ids are the writer's to choose where unassigned). */
const PADDING_ID = 0x1986;
const EXTRA_HEADER_BYTES = 4;

/** A zip that stores its files without compression, each one's data aligned as USDZ asks for, in the given order. */
export function zipStored(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const blocks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const padding = paddingFor(offset + LOCAL_HEADER_BYTES + name.length);
    const common = commonFields(name, bytes);
    const local = Buffer.alloc(LOCAL_HEADER_BYTES + name.length + padding);
    local.writeUInt32LE(LOCAL_HEADER, 0);
    common.copy(local, 4);
    local.writeUInt16LE(padding, 28);
    local.write(name, LOCAL_HEADER_BYTES, "ascii");
    if (padding > 0) {
      local.writeUInt16LE(PADDING_ID, LOCAL_HEADER_BYTES + name.length);
      local.writeUInt16LE(padding - EXTRA_HEADER_BYTES, LOCAL_HEADER_BYTES + name.length + 2);
    }
    const central = Buffer.alloc(CENTRAL_HEADER_BYTES + name.length);
    central.writeUInt32LE(CENTRAL_HEADER, 0);
    central.writeUInt16LE(VERSION, 4);
    common.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    central.write(name, CENTRAL_HEADER_BYTES, "ascii");
    blocks.push(local, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    directory.push(central);
    offset += local.byteLength + bytes.byteLength;
  }
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.reduce((total, header) => total + header.byteLength, 0), 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...blocks, ...directory, end]));
}

/** What both headers of a file have alike: version, flags, method, time, date, checksum, sizes, the name's length. */
function commonFields(name: string, bytes: Uint8Array): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.byteLength, 14);
  fields.writeUInt32LE(bytes.byteLength, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** Bytes of an extra field that bring `offset` to a multiple; an extra field has 4 bytes at least. */
function paddingFor(offset: number): number {
  const missing = (USDZ_ALIGNMENT - (offset % USDZ_ALIGNMENT)) % USDZ_ALIGNMENT;
  return missing === 0 || missing >= EXTRA_HEADER_BYTES ? missing : missing + USDZ_ALIGNMENT;
}
