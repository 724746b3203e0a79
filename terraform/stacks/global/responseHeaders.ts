import {
  CloudfrontResponseHeadersPolicy,
  type CloudfrontResponseHeadersPolicyCustomHeadersConfigItems as CustomHeader,
} from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

const TWO_YEARS_SECONDS = 2 * 365 * 24 * 60 * 60;

/** What S3 tells about how it stores an object, which is nobody's business. */
const STORAGE_HEADERS = [
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-bucket-key-enabled",
  "x-amz-version-id",
  "x-amz-replication-status",
  "x-amz-storage-class",
  "server",
];

/** The ids of what the behaviours refer to. */
export interface ResponseHeaders {
  pages: string;
  models: string;
  assets: string;
}

export function declareResponseHeaders(stack: EnvironmentStack): ResponseHeaders {
  const provider = stack.provider(EDGE_REGION);
  const { names } = stack;
  // The app's own headers win, its Content-Security-Policy with the page's script hashes first of all; that browsers
  // keep to TLS is for the edge to say, which ends it.
  const pages = new CloudfrontResponseHeadersPolicy(stack, "page_headers", {
    provider,
    name: names.of("page-headers"),
    comment: "Security headers for answers of the app that bring none",
    securityHeadersConfig: {
      ...securityHeaders({ override: false }),
      contentSecurityPolicy: { override: false, contentSecurityPolicy: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
    },
    customHeadersConfig: { items: [permissions(false)] },
    removeHeadersConfig: { items: [{ header: "server" }] },
  });
  const models = new CloudfrontResponseHeadersPolicy(stack, "model_headers", {
    provider,
    name: names.of("model-headers"),
    comment: "Models and posters: for every site to show, never to run",
    securityHeadersConfig: {
      ...securityHeaders({ override: true }),
      contentSecurityPolicy: { override: true, contentSecurityPolicy: "default-src 'none'; sandbox" },
    },
    corsConfig: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: { items: ["*"] },
      accessControlAllowMethods: { items: ["GET", "HEAD"] },
      accessControlAllowOrigins: { items: ["*"] },
      accessControlMaxAgeSec: 86_400,
      originOverride: true,
    },
    customHeadersConfig: { items: [resourcePolicy("cross-origin"), permissions(true)] },
    removeHeadersConfig: { items: STORAGE_HEADERS.map((header) => ({ header })) },
  });
  // No Content-Security-Policy: that of a worker's script would bind the worker, which must fetch and compile.
  const assets = new CloudfrontResponseHeadersPolicy(stack, "asset_headers", {
    provider,
    name: names.of("asset-headers"),
    comment: "The shop's own scripts, styles and fonts",
    securityHeadersConfig: securityHeaders({ override: true }),
    customHeadersConfig: { items: [resourcePolicy("same-origin"), permissions(true)] },
    removeHeadersConfig: { items: STORAGE_HEADERS.map((header) => ({ header })) },
  });
  return { pages: pages.id, models: models.id, assets: assets.id };
}

function securityHeaders({ override }: { override: boolean }) {
  return {
    strictTransportSecurity: { override: true, accessControlMaxAgeSec: TWO_YEARS_SECONDS, includeSubdomains: true, preload: true },
    contentTypeOptions: { override: true },
    frameOptions: { override, frameOption: "DENY" },
    referrerPolicy: { override, referrerPolicy: "strict-origin-when-cross-origin" },
  };
}

function permissions(override: boolean): CustomHeader {
  return { header: "Permissions-Policy", override, value: "camera=(), geolocation=(), microphone=(), payment=(self), usb=()" };
}

function resourcePolicy(value: "same-origin" | "cross-origin"): CustomHeader {
  return { header: "Cross-Origin-Resource-Policy", override: true, value };
}
