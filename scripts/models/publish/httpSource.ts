import type { ModelSource } from "./modelStore.ts";

/**
 * The models as shoppers' browsers fetch them, e.g. through CloudFront.
 * @param baseUrl what stands before the paths of the manifests
 */
export function httpSource(baseUrl: string): ModelSource {
  const base = baseUrl.replace(/\/+$/, "");

  async function request(path: string, method: "GET" | "HEAD"): Promise<Response> {
    return fetch(`${base}/${path}`, { method }).catch((error: unknown) => {
      const reason = error instanceof Error ? String(error.cause ?? error.message) : String(error);
      throw new Error(`${base}/${path} can't be fetched (${reason}).`, { cause: error });
    });
  }

  return {
    name: base,
    // Proxies may recode what they send: of its length nothing follows.
    has: async ({ path }) => (await request(path, "HEAD")).ok,
    async read(path) {
      const response = await request(path, "GET");
      if (!response.ok) throw new Error(`${base}/${path} answers ${response.status}.`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
