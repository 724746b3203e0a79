import type { MaterialDefinition } from "./product.ts";
import { woods } from "./textures/wood.ts";

export type Species = "oak" | "walnut" | "black";

/** One board's structure in each species: the grain is the same, so normal and ORM maps are shared. */
export interface Timber {
  face: Record<Species, MaterialDefinition>;
  end: Record<Species, MaterialDefinition>;
}

const COLOURS = {
  oak: { light: "#cfb591", dark: "#a68660", pore: "#75593e" },
  walnut: { light: "#85684f", dark: "#533a2b", pore: "#33231a" },
} as const;

/**
 * Oiled oak and walnut, and oak stained black, with face and end grain.
 * Material ids are `<species>` and `<species>-end`. Face grain runs along v.
 */
export function timber(seed: number): Timber {
  const cut = (end: boolean) => {
    const { oak, walnut } = woods({ seed: seed + (end ? 50 : 0), cut: end ? "end" : "flat", porosity: 0.62, roughness: 0.52 }, COLOURS);
    const suffix = end ? "-end" : "";
    return {
      oak: { id: `oak${suffix}`, textures: oak, baseColor: end ? "#efe6d8" : "#ffffff" },
      walnut: { id: `walnut${suffix}`, textures: walnut, baseColor: end ? "#dcd6d0" : "#ffffff" },
      // stain goes into the pores: the oak's figure stays, dark and cool
      black: { id: `black${suffix}`, textures: oak, baseColor: end ? "#3b3e42" : "#464a4f", roughness: 0.9 },
    } satisfies Record<Species, MaterialDefinition>;
  };
  return { face: cut(false), end: cut(true) };
}
