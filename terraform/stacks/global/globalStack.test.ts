import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it, test } from "vitest";
import { App } from "../../cdktf.ts";
import { dev } from "../../config/dev.ts";
import type { Environment } from "../../config/environment.ts";
import { prod } from "../../config/prod.ts";
import { at, type DeclaredResource, type Value } from "../../plan/resource.ts";
import { readSynthesised } from "../../plan/synthesised.ts";
import { ALL_VIEWER_AND_EDGE, CACHING_DISABLED } from "./cachePolicies.ts";
import { GlobalStack } from "./globalStack.ts";
import { hostRedirectSource } from "./hostRedirect.ts";

type Block = Record<string, Value>;

function declared(environment: Environment): Map<string, DeclaredResource> {
  const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-global-"));
  const app = new App({ outdir });
  new GlobalStack(app, environment);
  app.synth();
  return new Map(readSynthesised(outdir).flatMap(({ resources }) => resources.map((resource) => [resource.address, resource])));
}

const inDev = declared(dev);
const inProd = declared(prod);

function get(resources: Map<string, DeclaredResource>, address: string): DeclaredResource {
  const resource = resources.get(address);
  if (!resource) throw new Error(`${address} is not declared`);
  return resource;
}

const distribution = (resources: Map<string, DeclaredResource>) => get(resources, "aws_cloudfront_distribution.shop");

/** The behaviour that CloudFront picks: the first whose pattern fits (`*` any characters, `?` one), else the default. */
function behaviourOf(url: string): Block {
  const fits = (pattern: Value | undefined) =>
    new RegExp(`^${String(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`).test(url);
  const ordered = at(distribution(inProd), "ordered_cache_behavior") as Block[];
  return ordered.find(({ path_pattern }) => fits(path_pattern)) ?? (at(distribution(inProd), "default_cache_behavior")[0] as Block);
}

describe("what is kept", () => {
  test.each(["/cart", "/cart.data", "/de-de/cart", "/checkout", "/de-de/checkout.data", "/orders/A1B2", "/orders/A1B2/pay", "/api/me", "/api/visit", "/auth/callback", "/account", "/a-new-page"])(
    "%s is never cached and reaches the app as it came",
    (url) => {
      expect(behaviourOf(url)).toMatchObject({ cache_policy_id: CACHING_DISABLED, origin_request_policy_id: ALL_VIEWER_AND_EDGE, target_origin_id: "app" });
      expect(behaviourOf(url).allowed_methods).toContain("POST");
    },
  );

  test.each(["/", "/_root.data", "/de-de", "/de-de.data", "/products/lounge-chair", "/de-de/products/lounge-chair.data", "/shop/furniture", "/search", "/de-de/search.data"])(
    "%s is cached for everyone",
    (url) => {
      expect(behaviourOf(url)).toMatchObject({
        cache_policy_id: "${aws_cloudfront_cache_policy.page_cache.id}",
        origin_request_policy_id: "${aws_cloudfront_origin_request_policy.page_request.id}",
        allowed_methods: ["GET", "HEAD"],
        compress: true,
      });
    },
  );

  it("keys pages by host and query, so that data requests differ by _routes, and by nothing of a shopper", () => {
    const key = at(get(inProd, "aws_cloudfront_cache_policy.page_cache"), "parameters_in_cache_key_and_forwarded_to_origin")[0] as Block;
    expect(key).toMatchObject({
      cookies_config: { cookie_behavior: "none" },
      headers_config: { header_behavior: "whitelist", headers: { items: ["Host"] } },
      query_strings_config: { query_string_behavior: "allExcept" },
      enable_accept_encoding_brotli: true,
      enable_accept_encoding_gzip: true,
    });
    const left = at(key, "query_strings_config.query_strings.items");
    for (const name of ["_routes", "sort", "min", "max", "in-stock", "cursor", "q"]) expect(left).not.toContain(name);
  });

  it("leaves the life of a page to the app: nothing is kept that does not ask for it", () => {
    expect(get(inProd, "aws_cloudfront_cache_policy.page_cache").values).toMatchObject({ min_ttl: 0, default_ttl: 0 });
    const stale = 600;
    expect(get(inProd, "aws_cloudfront_cache_policy.page_cache").values.max_ttl).toBeGreaterThan(stale);
  });

  it("forwards the host and no cookie for pages", () => {
    expect(get(inProd, "aws_cloudfront_origin_request_policy.page_request").values).toMatchObject({
      cookies_config: { cookie_behavior: "none" },
      headers_config: { headers: { items: ["Host"] } },
    });
  });

  it("keeps no error that one shopper met for another", () => {
    expect(new Set(at(distribution(inProd), "custom_error_response.error_caching_min_ttl"))).toEqual(new Set([0]));
  });

  it("lets the app's own security headers win on its pages, but for TLS", () => {
    const headers = get(inProd, "aws_cloudfront_response_headers_policy.page_headers");
    expect(at(headers, "security_headers_config.content_security_policy.override")).toEqual([false]);
    expect(at(headers, "security_headers_config.strict_transport_security.override")).toEqual([true]);
  });
});

describe("origins", () => {
  it("fail over to the second region's buckets where there is one", () => {
    expect(at(distribution(inProd), "origin_group").map((group) => at(group, "member.origin_id"))).toEqual([
      ["models-euc1", "models-euw1"],
      ["assets-euc1", "assets-euw1"],
    ]);
    expect(behaviourOf("/models/furniture/x/high/x.1a2b.glb")).toMatchObject({ target_origin_id: "models" });
  });

  it("are single ones in one region", () => {
    expect(at(distribution(inDev), "origin_group")).toEqual([]);
    expect(at(distribution(inDev), "ordered_cache_behavior.target_origin_id").slice(0, 2)).toEqual(["models-euc1", "assets-euc1"]);
  });

  it("refer to nothing that is not declared", () => {
    for (const resources of [inDev, inProd]) {
      const known = [...at(distribution(resources), "origin.origin_id"), ...at(distribution(resources), "origin_group.origin_id")];
      for (const id of at(distribution(resources), "ordered_cache_behavior.target_origin_id")) expect(known).toContain(id);
    }
  });

  it("are asked over TLS with the secret that load balancers check", () => {
    const app = (at(distribution(inProd), "origin") as Block[]).find(({ origin_id }) => origin_id === "app");
    expect(app).toMatchObject({
      domain_name: "origin.aurolot.shop",
      custom_origin_config: { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
      custom_header: [{ name: "x-aurolot-origin" }],
    });
  });
});

describe("other host names", () => {
  interface Answer {
    statusCode?: number;
    headers: Record<string, { value: string }>;
  }
  const run = (host: string, uri: string, query?: string) =>
    runInNewContext(`${hostRedirectSource("aurolot.shop")}; handler({ request })`, {
      request: { uri, headers: { host: { value: host } }, rawQueryString: () => query },
    }) as Answer;

  it("are sent to the domain, path and query kept", () => {
    expect(run("www.aurolot.shop", "/search", "q=oak%20chair")).toMatchObject({
      statusCode: 308,
      headers: { location: { value: "https://aurolot.shop/search?q=oak%20chair" } },
    });
    expect(run("d111111abcdef8.cloudfront.net", "/").headers.location).toEqual({ value: "https://aurolot.shop/" });
  });

  it("leave the domain itself alone", () => {
    expect(run("aurolot.shop", "/cart")).not.toHaveProperty("statusCode");
  });
});

it("subscribes to Shield Advanced only where the environment says so", () => {
  const shield = (resources: Map<string, DeclaredResource>) => [...resources.keys()].filter((address) => address.startsWith("aws_shield_"));
  expect(shield(inDev)).toEqual([]);
  expect(shield(inProd)).toContain("aws_shield_subscription.shield");
});

it("proves every name of the shop once, the origin's too", () => {
  expect(get(inProd, "aws_acm_certificate.edge").values.subject_alternative_names).toEqual(["www.aurolot.shop", "origin.aurolot.shop"]);
});
