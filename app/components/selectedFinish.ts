import type { Finish } from "~/domain/catalog";

/** The finish that a URL names, else the default; like the domain's own, without its schemas on the client. */
export function selectedFinish(finishes: readonly Finish[], id: string | null): Finish {
  const found = finishes.find((finish) => finish.id === id) ?? finishes[0];
  if (!found) throw new Error("A product without finishes cannot be shown; its catalog entry is broken.");
  return found;
}
