import type { StreamedModel } from "../../kit/streamedGlb.ts";
import { KNOTS } from "./layout.ts";
import { rugWith } from "./model.ts";
import { plies } from "./pile.ts";

/** Rows of knots in one mesh: some 25 MB. */
const ROWS = 10;

/** The rug with every ply of its 43,750 knots modelled: 18 million triangles, more than 500 MB. */
export default function fullDetail(): StreamedModel {
  const bands = KNOTS[1] / ROWS;
  return {
    model: rugWith(plies(0, ROWS)),
    slot: "tufts",
    count: bands - 1,
    meshes: (function* () {
      for (let band = 1; band < bands; band++) yield plies(band * ROWS, (band + 1) * ROWS);
    })(),
  };
}
