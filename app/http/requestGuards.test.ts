import { request as httpRequest, type RequestOptions } from "node:http";
import express from "express";
import { describe, expect, it } from "vitest";
import { listen } from "../../scripts/test/listen";
import { limitBody, limitRate, refuseForeignOrigin, refuseOddRequests } from "./requestGuards.server";

const shop = () => express()
  .use(refuseOddRequests, refuseForeignOrigin, limitBody, limitRate(3))
  .all("*", (request, response) => void response.send(`shop ${request.get("x-forwarded-host") ?? ""}`));

function post(origin: string, headers: Record<string, string>, body?: string, options: RequestOptions = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin, { method: "POST", headers, ...options }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    request.end(body);
  });
}

describe("the guards in front of the pages", () => {
  it("let a form of the shop pass", () =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { origin, "content-length": "3" }, "a=1")).toBe(200);
    }));

  it.each([{ origin: "https://elsewhere.example" }, { origin: "null" }, { origin: "garbage" }])("refuse a form sent by $origin", (headers) =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { ...headers, "content-length": "0" })).toBe(403);
    }),
  );

  it("refuse a body beyond the limit without reading it", () =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { "content-length": String(10 * 1024 * 1024) }, "begin")).toBe(413);
    }));

  it("refuse a body of unstated length", () =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { "transfer-encoding": "chunked" }, "a=1")).toBe(411);
    }));

  it.each(["a b/c", "localhost:99999", "[:::]"])("refuse the host %s, which is none", (host) =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { host, "content-length": "0" })).toBe(400);
    }),
  );

  it("take nobody's word for another host", () =>
    listen(shop(), async (origin) => {
      const answer = await fetch(origin, { method: "POST", headers: { origin, "x-forwarded-host": "elsewhere.example" } });
      expect(await answer.text()).toBe("shop ");
    }));

  it.each(["TRACE", "PUT", "PROPFIND"])("refuse the method %s", (method) =>
    listen(shop(), async (origin) => {
      expect(await post(origin, {}, undefined, { method })).toBe(405);
    }),
  );

  it("refuse the address of another server", () =>
    listen(shop(), async (origin) => {
      expect(await post(origin, { "content-length": "0" }, undefined, { path: "http://elsewhere.example/cart" })).toBe(400);
    }));

  it("ask a client that makes too many requests to wait", () =>
    listen(shop(), async (origin) => {
      const statuses = [];
      for (let i = 0; i < 4; i += 1) statuses.push((await fetch(origin)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    }));
});
