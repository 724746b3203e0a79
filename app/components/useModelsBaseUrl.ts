import { useRouteLoaderData } from "@remix-run/react";
import type { loader } from "~/root";

/** Where models and posters are fetched from; empty for the shop's own origin. */
export function useModelsBaseUrl(): string {
  return useRouteLoaderData<typeof loader>("root")?.modelsBaseUrl ?? "";
}
