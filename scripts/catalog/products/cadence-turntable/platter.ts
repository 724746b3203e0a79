import { aroundDisc, instantiate, lathe, lettering, merge, mm, place, placed, type Corner, type Mesh, type Part } from "../../kit/index.ts";
import { DECK, SPINDLE } from "./plinth.ts";

const RADIUS = 148;
/** Top of the platter and of the record on it, mm. */
const TOP = DECK + 21;
export const RECORD = { radius: 150.6, top: TOP + 3.4 } as const;
/** Radius of the last groove and of the label, mm. */
const RUN_OUT = 60.5, LABEL = 50;

/** Cast and turned, with three rows of strobe dots in a recess of its rim. */
function platter(): { body: Mesh; dots: Mesh } {
  const body = lathe([[118, TOP - 19, 0], [144, TOP - 19, 0.8], [146.4, TOP - 17.6, 0.6], [146.4, TOP - 15.4, 0.4], [RADIUS - 0.8, TOP - 15.2, 0.3], [RADIUS - 0.8, TOP - 4, 0.3], [RADIUS, TOP - 3.8, 0.3], [RADIUS, TOP - 1.4, 1], [RADIUS - 1.4, TOP, 0.5], [100, TOP, 0]], { segments: 260, steps: 4, step: 4 });
  const dot = lathe([[0.95, 0, 0], [0.8, 0.42, 0.15], [0, 0.6, 0]], { segments: 8, steps: 1 });
  const rows = [{ y: TOP - 7, count: 216 }, { y: TOP - 9.7, count: 204 }, { y: TOP - 12.4, count: 192 }].flatMap(({ y, count }) =>
    Array.from({ length: count }, (_, i) => placed({ rotate: [0, (i / count) * 360, 0] }).multiply(placed({ at: [0, y, RADIUS - 0.9], rotate: [90, 0, 0] }))));
  return { body, dots: instantiate(dot, rows) };
}

/** A pressing: a thick lip, five pieces with their grooves, silent bands between, the run-out. */
function record(): { grooves: Mesh; land: Mesh } {
  const y = RECORD.top, gaps = [128, 112.5, 96, 79], half = 1;
  const turned = (line: readonly Corner[], step?: number): Mesh => lathe(line, { segments: 240, steps: 4, ...(step ? { step } : {}) });
  const edges = [146.4, ...gaps.flatMap((g) => [g + half, g - half]), RUN_OUT];
  const grooves: Mesh[] = [], land: Mesh[] = [
    turned([[140, y - 1.9, 0], [149.6, y - 1.9, 0], [RECORD.radius, y - 1.2, 0.5], [149.8, y + 0.15, 0.5], [147, y + 0.02, 0.6], [edges[0]!, y - 0.02, 0]]),
    turned([[RUN_OUT, y - 0.02, 0], [RUN_OUT - 2, y - 0.05, 0.5], [RUN_OUT - 5, y - 0.05, 0], [LABEL + 2.2, y + 0.12, 0.5], [LABEL, y + 0.05, 0]]),
  ];
  for (let i = 0; i + 1 < edges.length; i++) {
    const band = turned([[edges[i]!, y - 0.02, 0], [edges[i + 1]!, y - 0.02, 0]], 2.5);
    (i % 2 ? land : grooves).push(band);
  }
  return { grooves: merge(grooves), land: merge(land) };
}

/** The paper label and its print. */
function label(): { paper: Mesh; ink: Mesh } {
  const y = RECORD.top + 0.06;
  const paper = lathe([[LABEL, y - 0.1, 0], [LABEL - 0.2, y, 0], [36.5, y + 0.02, 0], [35.5, y - 0.14, 0.2], [34.5, y + 0.02, 0], [3.7, y, 0]], { segments: 160, step: 3 });
  const line = (text: string, height: number, z: number): Mesh => place(lettering(text, { height, weight: height * 0.13, tracking: 0.36 }), { rotate: [-90, 0, 0], at: [0, y + 0.05, z] });
  const arc = (text: string, height: number, radius: number, turn: number): Mesh => place(aroundDisc(lettering(text, { height, weight: height * 0.14, tracking: 0.6 }), radius), { rotate: [0, -turn, 0], at: [0, y + 0.05, 0] });
  const rule = lathe([[47.4, y + 0.04, 0], [46.8, y + 0.04, 0]], { segments: 120 });
  const ink = merge([
    rule, arc("AUROLOT", 4.2, 39, 0), line("SIDE A", 2.6, -16), line("33", 5.4, 18), line("CADENCE SUITE", 2.4, 25), line("1 DAWN - 2 TIDE - 3 ALDER", 1.6, 29.6), line("4 EMBER - 5 NIGHT", 1.6, 33),
  ]);
  return { paper, ink };
}

export function platterParts(): Part[] {
  const onAxis = (mesh: Mesh, turn = 0): Mesh => mm(place(mesh, { rotate: [0, turn, 0], at: [SPINDLE[0], 0, SPINDLE[1]] }));
  const { body, dots } = platter(), { paper, ink } = label(), disc = record();
  const mat = lathe([[RADIUS - 2, TOP, 0], [RADIUS - 2, TOP + 1.5, 0.4], [100, TOP + 1.5, 0]], { segments: 160 });
  const spindle = lathe([[3.62, TOP, 0], [3.62, RECORD.top + 6, 0.2], [3.2, RECORD.top + 8.4, 1.2], [0, RECORD.top + 9.6, 0]], { segments: 40, steps: 6 });
  return [
    { name: "platter", mesh: onAxis(body), slot: "platter" },
    { name: "dots", mesh: onAxis(dots), slot: "polished" },
    { name: "mat", mesh: onAxis(mat), slot: "felt" },
    { name: "grooves", mesh: onAxis(disc.grooves), slot: "vinyl" },
    { name: "land", mesh: onAxis(disc.land), slot: "vinyl-land" },
    { name: "label", mesh: onAxis(paper, 24), slot: "label" },
    { name: "label print", mesh: onAxis(ink, 24), slot: "label-ink" },
    { name: "spindle", mesh: onAxis(spindle), slot: "polished" },
  ];
}
