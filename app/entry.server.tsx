import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { contentSecurityPolicy } from "./http/contentSecurityPolicy.server";
import { log } from "./platform/log.server";

const RENDER_TIMEOUT_MS = 10_000;

/**
 * Renders a page whole before the first byte: the policy header needs the hashes of its inline scripts,
 * and a cache in front would wait for the whole page anyway.
 */
export default async function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  const html = await render(request.url, context);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", contentSecurityPolicy(html));
  return new Response(html, { status, headers });
}

function render(url: string, context: EntryContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={url} abortDelay={RENDER_TIMEOUT_MS} />, {
      onAllReady() {
        const body = new PassThrough();
        pipe(body);
        text(body).then(resolve, reject);
      },
      onShellError: reject,
      onError(error) {
        log.error({ err: error, path: new URL(url).pathname }, "rendering failed");
      },
    });
    setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

/** Every error of a loader or action that is not a response it threw. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // A request that the client gave up, or that no route takes, is no fault of ours.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "request failed");
}
