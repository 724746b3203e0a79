/** An address range: its family, first address and size as a power of two. */
export interface Range {
  family: 4 | 6;
  start: bigint;
  bits: number;
}

/** Reads `10.0.0.0/8` or `2001:db8::/32`; a bare address is a range of one. Undefined where it is none. */
export function parseRange(text: string): Range | undefined {
  const [address = "", prefix] = text.trim().split("/");
  const family = address.includes(":") ? 6 : 4;
  const width = family === 4 ? 32 : 128;
  const start = family === 4 ? parseV4(address) : parseV6(address);
  const length = prefix === undefined ? width : Number(prefix);
  if (start === undefined || !Number.isInteger(length) || length < 0 || length > width) return undefined;
  const bits = width - length;
  return { family, start: (start >> BigInt(bits)) << BigInt(bits), bits };
}

function parseV4(address: string): bigint | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parseV6(address: string): bigint | undefined {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = 8 - left.length - right.length;
  if (gap < 0 || (tail === undefined && gap !== 0)) return undefined;
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(parseInt(group, 16)), 0n);
}

/** Whether one range lies within another. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.bits >= inner.bits && outer.start >> BigInt(outer.bits) === inner.start >> BigInt(outer.bits);
}

/** RFC 1918, RFC 6598, loopback, link-local and unique local addresses. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10", "::1/128"]
  .flatMap((text) => parseRange(text) ?? []);

/** How much of the internet a range lets in. */
export type Reach = "world" | "nearly the world" | "a large part of the internet" | "public" | "private";

/** `/7` and wider is an eighth of all that there is; `/15` and wider belongs to nobody's office. */
export function reachOf(range: Range): Reach {
  if (PRIVATE.some((own) => contains(own, range))) return "private";
  const [whole, most, much] = range.family === 4 ? [32, 25, 17] : [128, 112, 96];
  if (range.bits >= whole) return "world";
  if (range.bits >= most) return "nearly the world";
  return range.bits >= much ? "a large part of the internet" : "public";
}

/** A /3's worth of public IPv4 addresses in pieces is the internet in disguise. */
const DISGUISED = 2n ** 29n;

/** Whether ranges that are harmless each make up much of the internet together. */
export function addsUpToTheWorld(ranges: readonly Range[]): boolean {
  const open = ranges.filter((range) => range.family === 4 && reachOf(range) !== "private");
  return open.reduce((sum, { bits }) => sum + 2n ** BigInt(bits), 0n) >= DISGUISED;
}
