import type { GLTF } from "@gltf-transform/core";
import { ModelError } from "../modelError.ts";
import type { LargeSource } from "./largeSource.ts";
import type { Pages } from "./pages.ts";

// glTF 2.0, sections 3.6.2.2 and 5.1.3.
const SIZES: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const BYTE = 5120, UNSIGNED_BYTE = 5121, SHORT = 5122, UNSIGNED_SHORT = 5123, UNSIGNED_INT = 5125, FLOAT = 5126; // prettier-ignore
const COMPONENT_BYTES: Readonly<Record<number, number>> = {
  [BYTE]: 1, [UNSIGNED_BYTE]: 1, [SHORT]: 2, [UNSIGNED_SHORT]: 2, [UNSIGNED_INT]: 4, [FLOAT]: 4,
}; // prettier-ignore
/** What a normalised integer is divided by (section 3.6.2.2). */
const NORMALISED: Readonly<Record<number, number>> = { [BYTE]: 127, [UNSIGNED_BYTE]: 255, [SHORT]: 32767, [UNSIGNED_SHORT]: 65535 };

/** Reads an accessor's elements from the file as they are asked for. */
export class AccessorReader {
  readonly count: number;
  /** Numbers in an element. */
  readonly size: number;
  private readonly pages: Pages;
  private readonly fileIndex: number;
  private readonly start: number;
  private readonly stride: number;
  private readonly type: number;
  private readonly componentBytes: number;
  private readonly divisor: number;

  constructor(source: LargeSource, pages: Pages, accessor: GLTF.IAccessor) {
    const bufferView = source.json.bufferViews?.[accessor.bufferView ?? -1];
    const place = source.buffers[bufferView?.buffer ?? -1];
    const size = SIZES[accessor.type];
    const componentBytes = COMPONENT_BYTES[accessor.componentType];
    if (!bufferView || !place || size === undefined || componentBytes === undefined) {
      throw new Error("An accessor that gltf-validator should have refused came through.");
    }
    this.pages = pages;
    this.count = accessor.count;
    this.size = size;
    this.type = accessor.componentType;
    this.componentBytes = componentBytes;
    this.divisor = accessor.normalized ? (NORMALISED[accessor.componentType] ?? 1) : 1;
    this.stride = bufferView.byteStride ?? size * componentBytes;
    this.fileIndex = source.files.indexOf(place.path);
    this.start = place.start + (bufferView.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
  }

  /** The whole number at an index of a scalar accessor. */
  integer(index: number): number {
    const offset = this.pages.offsetOf(this.fileIndex, this.start + index * this.stride);
    if (this.type === UNSIGNED_INT) return this.pages.bytes.getUint32(offset, true);
    return this.type === UNSIGNED_SHORT ? this.pages.bytes.getUint16(offset, true) : this.pages.bytes.getUint8(offset);
  }

  /** Writes the numbers at an index, normalised integers decoded, to `target` from `at` on. */
  read(index: number, target: Float32Array, at: number): void {
    const offset = this.pages.offsetOf(this.fileIndex, this.start + index * this.stride);
    for (let i = 0; i < this.size; i++) {
      const value = this.component(offset + i * this.componentBytes);
      target[at + i] = this.divisor === 1 ? value : Math.max(value / this.divisor, -1);
    }
  }

  private component(offset: number): number {
    const { bytes } = this.pages;
    switch (this.type) {
      case FLOAT:
        return bytes.getFloat32(offset, true);
      case UNSIGNED_INT:
        return bytes.getUint32(offset, true);
      case UNSIGNED_SHORT:
        return bytes.getUint16(offset, true);
      case SHORT:
        return bytes.getInt16(offset, true);
      case UNSIGNED_BYTE:
        return bytes.getUint8(offset);
      default:
        return bytes.getInt8(offset);
    }
  }
}

/** @throws ModelError when one of the numbers is not finite. */
export function checkFinite(file: string, what: string, numbers: Float32Array): void {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i])) throw new ModelError(file, `${what} of its vertices have ${numbers[i]} where a number belongs`);
  }
}
