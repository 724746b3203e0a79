import { createHash } from "node:crypto";
import { z } from "zod";

/** Where a page ended: the last product's slug and the value it is sorted by. */
export interface CursorPosition {
  readonly slug: string;
  readonly sortValue: string | number;
}

const cursorSchema = z.object({
  query: z.string(),
  slug: z.string().min(1).max(200),
  sortValue: z.union([z.string().min(1).max(40), z.number().int().nonnegative()]),
});

/** Writes a cursor that is bound to its query. */
export function writeCursor(query: unknown, { slug, sortValue }: CursorPosition): string {
  return Buffer.from(JSON.stringify({ query: fingerprint(query), slug, sortValue })).toString("base64url");
}

/** Reads a cursor; null when it is damaged or belongs to another query. Never throws. */
export function readCursor(query: unknown, cursor: string | null | undefined): CursorPosition | null {
  if (!cursor || cursor.length > 1_000) return null;
  try {
    const { query: boundTo, ...position } = cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return boundTo === fingerprint(query) ? position : null;
  } catch {
    return null;
  }
}

function fingerprint(query: unknown): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 16);
}
