import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The viewer-request function that sends every other name of the distribution (`www.`, CloudFront's own) to the
 * shop's domain, path and query kept. So one host only reaches the app and the cache; 308 keeps a form's method.
 * @param domain the shop's host name
 * @returns its source, for the runtime cloudfront-js-2.0
 */
export function hostRedirectSource(domain: string): string {
  return `function handler(event) {
  var request = event.request;
  var host = request.headers.host ? request.headers.host.value.toLowerCase() : "";
  if (host === ${JSON.stringify(domain)}) return request;
  var query = request.rawQueryString();
  return {
    statusCode: 308,
    statusDescription: "Permanent Redirect",
    headers: {
      location: { value: "https://${domain}" + request.uri + (query ? "?" + query : "") },
      "cache-control": { value: "public, max-age=86400" },
      "strict-transport-security": { value: "max-age=63072000; includeSubDomains; preload" },
    },
  };
}
`;
}

export function declareHostRedirect(stack: EnvironmentStack): CloudfrontFunction {
  return new CloudfrontFunction(stack, "one_host", {
    provider: stack.provider(EDGE_REGION),
    name: stack.names.of("one-host"),
    comment: "Sends every other host name to the shop's domain",
    runtime: "cloudfront-js-2.0",
    publish: true,
    code: hostRedirectSource(stack.environment.domain),
  });
}
