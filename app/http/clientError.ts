/** What an error page may say in words for the shopper. */
export interface ClientErrorDetail {
  detail: string;
}

/** A response to throw for a request that the shop cannot follow; the error page shows the sentence. */
export function clientError(status: number, detail: string, headers?: HeadersInit): Response {
  return Response.json({ detail } satisfies ClientErrorDetail, { status, headers });
}

/** The sentence of a {@link clientError}, from the data of what a boundary caught. */
export function detailOf(data: unknown): string | undefined {
  const isDetail = typeof data === "object" && data !== null && "detail" in data && typeof data.detail === "string";
  return isDetail ? (data as ClientErrorDetail).detail : undefined;
}
