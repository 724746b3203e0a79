import { useRouteLoaderData } from "@remix-run/react";

/** Where models and posters are fetched from; empty for the shop's own origin. */
export function useModelsBaseUrl(): string {
  return useRouteLoaderData<{ modelsBaseUrl: string }>("root")?.modelsBaseUrl ?? "";
}
