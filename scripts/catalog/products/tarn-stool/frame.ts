import {
  boxUvs, cylinderUvs, deform, lathe, mapUvs, merge, place, roundedBox, splitByAxis, wedgedTenon,
  type Mesh, type Vec3,
} from "../../kit/index.ts";
import { FRAME, LEG } from "./seat.ts";

const HEIGHT = 0.442;
/** Heights of the stretchers between the legs, and their tenons' radius, metres. */
const STRETCHER = { sides: 0.128, front: 0.196, tenon: 0.0088 };

export interface StoolFrame {
  wood: Mesh;
  end: Mesh;
  wedge: Mesh;
  joint: Mesh;
}

/** A leg at the right front: square, its outer faces plumb, the inner ones planed to a taper; the top is domed by hand. */
function leg(index: number): { sides: Mesh; ends: Mesh } {
  const half = LEG / 2;
  const shaped = deform(place(roundedBox(LEG, HEIGHT, LEG, 0.0042, { steps: 6, cells: 22 }), { at: [0, HEIGHT / 2, 0] }), ([x, y, z]) => {
    const down = Math.max(0, 1 - y / 0.33), slim = 1 - 0.3 * down ** 1.2;
    const dome = y > HEIGHT - 0.012 ? 0.0022 * ((x / half) ** 2 + (z / half) ** 2) * ((y - HEIGHT + 0.012) / 0.012) ** 2 : 0;
    return [half + (x - half) * slim, y - dome, half + (z - half) * slim];
  });
  const { ends, sides } = splitByAxis(shaped, "y");
  return {
    sides: boxUvs(sides, { grain: "y", offset: [index * 0.093, index * 0.21] }),
    ends: boxUvs(ends, { grain: "z", offset: [index * 0.061 + 0.02, index * 0.047] }),
  };
}

/** A round stretcher along +Y, fullest in its middle, with a shoulder where the tenon enters the leg. */
function stretcher(length: number, seed: number): Mesh {
  const r = STRETCHER.tenon, l = length;
  const turned = lathe([[0, 0], [r * 0.86, 0], [r * 0.9, l * 0.1, 0.3], [r * 1.28, l * 0.5, 0.4], [r * 0.9, l * 0.9, 0.3], [r * 0.86, l], [0, l]], { segments: 44, steps: 14, step: 0.006, creaseDegrees: 50 });
  return mapUvs(cylinderUvs(turned, r), { su: 0.36 / (2 * Math.PI * r), du: seed * 0.11, dv: seed * 0.17 });
}

export function frame(): StoolFrame {
  const wood: Mesh[] = [], end: Mesh[] = [], wedge: Mesh[] = [], joint: Mesh[] = [];
  const corners = [[1, 1, 0], [-1, 1, -90], [-1, -1, 180], [1, -1, 90]] as const;
  corners.forEach(([sx, sz, turn], i) => {
    const { sides, ends } = leg(i);
    const at: Placed = { at: [sx * FRAME.x, 0, sz * FRAME.z], rotate: [0, turn, 0] };
    wood.push(place(sides, at));
    end.push(place(ends, at));
    // the stretchers' tenons come through the legs and are wedged across the leg's grain
    for (const [height, rotate, where] of [
      [STRETCHER.sides, [sz * 90, 0, 0], [sx * (FRAME.x + 0.0028), STRETCHER.sides, sz * (FRAME.z + LEG / 2)]],
      [STRETCHER.front, [0, 0, -sx * 90], [sx * (FRAME.x + LEG / 2), STRETCHER.front, sz * (FRAME.z + 0.0028)]],
    ] as const) {
      const made = wedgedTenon(STRETCHER.tenon, { seed: i + height * 10, turn: height === STRETCHER.sides ? 90 : 0 });
      const to: Placed = { at: where, rotate };
      end.push(place(made.end, to));
      wedge.push(place(made.wedge, to));
      joint.push(place(made.joint, to));
    }
  });
  for (const s of [-1, 1]) {
    const deep = 2 * FRAME.z, wide = 2 * FRAME.x;
    wood.push(place(stretcher(deep, s + 2), { at: [s * (FRAME.x + 0.0028), STRETCHER.sides, -FRAME.z], rotate: [90, 0, 0] }));
    wood.push(place(stretcher(wide, s + 5), { at: [FRAME.x, STRETCHER.front, s * (FRAME.z + 0.0028)], rotate: [0, 0, 90] }));
    // the rails under the cord show where they enter the legs
    wood.push(place(boxUvs(roundedBox(wide - LEG, 0.021, 0.021, 0.006, { steps: 5 }), { grain: "x", offset: [0.1 * s, 0.3] }), { at: [0, FRAME.seat - 0.0143, s * FRAME.z] }));
    wood.push(place(boxUvs(roundedBox(0.021, 0.021, deep - LEG, 0.006, { steps: 5 }), { grain: "z", offset: [0.1 * s, 0.6] }), { at: [s * FRAME.x, FRAME.seat - 0.0143, 0] }));
  }
  return { wood: merge(wood), end: merge(end), wedge: merge(wedge), joint: merge(joint) };
}

interface Placed {
  at: Vec3;
  rotate: Vec3;
}
