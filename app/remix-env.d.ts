import "@remix-run/node";

declare module "@remix-run/node" {
  // Loader data keeps its types: dates, maps and undefined cross the wire as they are.
  interface Future {
    v3_singleFetch: true;
  }
}
