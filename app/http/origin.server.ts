import { config } from "~/platform/config.server";

/** An absolute URL of the shop for canonical links and structured data. */
export function absoluteUrl(request: Request, path: string): string {
  return new URL(path, config.publicOrigin ?? new URL(request.url).origin).href;
}
