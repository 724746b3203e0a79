import { lathe, merge, place, type Mesh, type Vec2 } from "../../kit/index.ts";
import { spread } from "../../kit/sheet.ts";
import { HEIGHT, panelAt } from "./body.ts";
import { sew, type Handles } from "./handles.ts";
import { onto, ribbon, rivet, roundEnds, strap } from "./strapWork.ts";

const HALF = 0.0155;

/** The strap from the back over the opening to the stud on the front, and the bag's brass feet. */
export function makeClosure(): Handles {
  const z = (y: number, side: number) => panelAt(0, y, side)[2] + 0.0032;
  const line = ribbon([
    [HEIGHT - 0.085, -z(HEIGHT - 0.085, 1)], [HEIGHT - 0.045, -z(HEIGHT - 0.045, 1)], [HEIGHT - 0.014, -z(HEIGHT - 0.014, 1)], [HEIGHT + 0.0035, -z(HEIGHT, 1) + 0.007],
    [HEIGHT + 0.0085, -0.024], [HEIGHT + 0.0075, 0], [HEIGHT + 0.0095, 0.026], [HEIGHT + 0.004, z(HEIGHT, 0) - 0.006], [HEIGHT - 0.014, z(HEIGHT - 0.014, 0)],
    [HEIGHT - 0.045, z(HEIGHT - 0.045, 0)], [HEIGHT - 0.094, z(HEIGHT - 0.094, 0) - 0.0004],
  ], 0, [0, 1, 0.02], 160);
  const made = strap({ line, half: roundEnds(HALF, HALF * 0.75, HALF), thickness: 0.0024, columns: 22, step: 0.0022 });
  const inner = HALF - 0.003, { total } = made;
  const foot: Vec2[] = Array.from({ length: 21 }, (_, k): Vec2 => {
    const a = (k / 20) * Math.PI;
    return [Math.cos(a) * inner, total - HALF + Math.sin(a) * inner];
  });
  const sides = (x: number): Vec2[] => spread(0.012, total - HALF, 90).map((s) => [x, s]);
  const threads = sew(made, [...sides(inner), ...foot, ...sides(-inner).reverse()], 21);
  const stud = lathe([
    [0, -0.001], [0.0078, -0.001, 0.0004], [0.0078, 0.0008, 0.0006], [0.0036, 0.0014, 0.001], [0.003, 0.0034, 0.0012], [0.0052, 0.0056, 0.0028], [0.0036, 0.0096, 0.0026], [0, 0.0102],
  ], { segments: 48, steps: 7 });
  const foots = lathe([[0, 0], [0.0052, 0, 0.0024], [0.0078, 0.0046, 0.003], [0.0078, 0.0082, 0.0006], [0, 0.0082]], { segments: 40, steps: 6 });
  const feet = [-1, 1].flatMap((x) => [-1, 1].map((s): Mesh => place(foots, { at: [x * 0.108, 0, s * 0.045] })));
  const rivets = [0.014, 0.034].map((s) => onto(rivet(0.003), made.point(0, s)));
  return {
    leather: merge([made.front, made.back]),
    edge: made.rim,
    thread: threads,
    metal: merge([onto(stud, made.point(0, total - 0.0235)), ...feet, ...rivets]),
  };
}
