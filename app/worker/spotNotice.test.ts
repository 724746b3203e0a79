import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";

vi.stubEnv("LOG_LEVEL", "silent");
const { watchForSpotNotice } = await import("./spotNotice");

const NOTICE = { action: "terminate", time: "2026-11-21T20:00:00Z" };
const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).forEach((cleanUp) => cleanUp()));

/** Instance metadata, version 2: a token is asked for, and what it answers without one is 401. */
function metadata(notice: () => object | undefined): Promise<string> {
  const server = createServer(({ method, url, headers }, response) => {
    if (method === "PUT" && url === "/latest/api/token" && headers["x-aws-ec2-metadata-token-ttl-seconds"]) return response.end("token");
    if (headers["x-aws-ec2-metadata-token"] !== "token") return response.writeHead(401).end();
    const found = url === "/latest/meta-data/spot/instance-action" ? notice() : undefined;
    return found ? response.end(JSON.stringify(found)) : response.writeHead(404).end();
  });
  cleanUps.push(() => server.close());
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
}

it("is heard before the first job is taken where it came before the worker started", async () => {
  const onNotice = vi.fn();
  await watchForSpotNotice(await metadata(() => NOTICE), onNotice);
  expect(onNotice).toHaveBeenCalledExactlyOnceWith(JSON.stringify(NOTICE));
});

it("is not heard where there is none, nor where there is no metadata", async () => {
  const onNotice = vi.fn();
  cleanUps.push(await watchForSpotNotice(await metadata(() => undefined), onNotice));
  cleanUps.push(await watchForSpotNotice("http://127.0.0.1:9", onNotice));
  expect(onNotice).not.toHaveBeenCalled();
});
