/**
 * The one place for Remix's options; vite.config.ts hands them to the Vite plugin.
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  serverModuleFormat: "esm",
  ignoredRouteFiles: ["**/*.test.{ts,tsx}"],
  future: {
    v3_fetcherPersist: true,
    // The one flag that is off. With it, a shopper who goes on before /api/me is discovered gets a 404 for the whole
    // page: a navigation reloads fetchers whose route the router does not know yet. Ten routes need no discovering.
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
};
