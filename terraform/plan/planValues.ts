import { UNKNOWN, type Value } from "./resource.ts";

/** Puts `UNKNOWN` where Terraform's mask says that a value is known only after apply. */
export function overlayUnknown(value: Value, unknown: Value): Value {
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    if (!unknown.some(holdsTrue)) return value;
    return Array.from({ length: Math.max(items.length, unknown.length) }, (_, index) => overlayUnknown(items[index] ?? null, unknown[index] ?? false));
  }
  if (typeof unknown === "object" && unknown !== null) {
    if (!holdsTrue(unknown)) return value;
    const fields: { [key: string]: Value } = typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
    for (const [key, mask] of Object.entries(unknown)) {
      if (holdsTrue(mask)) fields[key] = overlayUnknown(fields[key] ?? null, mask);
    }
    return fields;
  }
  return value;
}

/** Whether a mask covers anything at all. */
export function holdsTrue(mask: Value | undefined): boolean {
  if (mask === true) return true;
  if (typeof mask !== "object" || mask === null) return false;
  return Object.values(mask).some(holdsTrue);
}

/** `["ingress", 0, "cidr_blocks"]` as `ingress.0.cidr_blocks`. */
export function pathOf(parts: readonly (string | number)[]): string {
  return parts.join(".");
}

/** A path without list indexes, as configuration and detectors name it. */
export function withoutIndexes(path: string): string {
  return path.split(".").filter((part) => !/^\d+$/.test(part)).join(".");
}

/** Whether a mask marks a path, or a part of it, as sensitive. */
export function isMasked(mask: Value, path: readonly string[]): boolean {
  let here: Value | undefined = mask;
  for (const part of path) {
    if (here === true) return true;
    if (typeof here !== "object" || here === null) return false;
    here = (here as { [key: string]: Value })[part];
  }
  return holdsTrue(here);
}

/** Whether two values are the same, whatever the order of an object's keys. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || a === undefined || b === undefined) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}
