import type { mat4 } from "@gltf-transform/core";
import { ModelError } from "../modelError.ts";
import { determinant3 } from "../transform.ts";
import { AccessorReader } from "./accessorReader.ts";
import type { LargeSource } from "./largeSource.ts";
import type { Pages } from "./pages.ts";
import type { Skeleton } from "./skeleton.ts";

/** A primitive as one node shows it. Its triangles are counted on from those of the members before it. */
export interface Member {
  group: number;
  matrix: mat4;
  /** Whether the matrix turns triangles inside out. */
  mirrored: boolean;
  /** Number of its first triangle among all of the source's. */
  first: number;
  triangles: number;
  attributes: ReadonlyMap<string, AccessorReader>;
  positions: AccessorReader;
  indices: AccessorReader | undefined;
  mode: number;
}

const TRIANGLES = 4;
const TRIANGLE_STRIP = 5;

/** All triangles of a source in one row: group by group, member by member. */
export class Triangles {
  readonly members: Member[] = [];
  readonly count: number;

  constructor(private readonly source: LargeSource, pages: Pages, skeleton: Skeleton) {
    const readers = new Map<number, AccessorReader>();
    const reader = (index: number): AccessorReader => {
      const known = readers.get(index) ?? new AccessorReader(source, pages, source.json.accessors![index]!);
      readers.set(index, known);
      return known;
    };
    let first = 0;
    skeleton.groups.forEach(({ members, semantics }, group) => {
      for (const { primitive, matrix } of members) {
        const positions = reader(primitive.attributes["POSITION"]!);
        const indices = primitive.indices === undefined ? undefined : reader(primitive.indices);
        const mode = primitive.mode ?? TRIANGLES;
        const corners = (indices ?? positions).count;
        const triangles = mode === TRIANGLES ? Math.floor(corners / 3) : Math.max(corners - 2, 0);
        const attributes = new Map(semantics.map((semantic) => [semantic, reader(primitive.attributes[semantic]!)]));
        this.members.push({ group, matrix, mirrored: determinant3(matrix) < 0, first, triangles, attributes, positions, indices, mode });
        first += triangles;
      }
    });
    this.count = first;
  }

  /** The member that a triangle belongs to, found by halves. */
  memberOf(triangle: number): Member {
    let [low, high] = [0, this.members.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.members[middle]!.first <= triangle) low = middle;
      else high = middle - 1;
    }
    // Members without triangles share their first one with the next.
    return this.members[low]!;
  }

  /**
   * Writes the vertices of a member's triangle to `corners`, in the order in which its front is seen.
   *
   * @param triangle counted from the member's first.
   * @throws ModelError when an index points beyond the vertices.
   */
  readCorners(member: Member, triangle: number, corners: Uint32Array): void {
    const { indices, mode, positions } = member;
    for (let corner = 0; corner < 3; corner++) {
      const place = cornerPlace(mode, triangle, corner);
      const vertex = indices ? indices.integer(place) : place;
      if (vertex >= positions.count) {
        throw new ModelError(this.source.file, `an index points to vertex ${vertex} of a mesh that has ${positions.count}`);
      }
      corners[corner] = vertex;
    }
    if (member.mirrored) {
      const second = corners[1]!;
      corners[1] = corners[2]!;
      corners[2] = second;
    }
  }

  /** Calls `visit` with each of the triangles from `from` up to but not including `to`, and its vertices. */
  forEach(from: number, to: number, visit: (member: Member, corners: Uint32Array, triangle: number) => void): void {
    const corners = new Uint32Array(3);
    let triangle = from;
    while (triangle < Math.min(to, this.count)) {
      const member = this.memberOf(triangle);
      const end = Math.min(to, member.first + member.triangles);
      for (; triangle < end; triangle++) {
        this.readCorners(member, triangle - member.first, corners);
        visit(member, corners, triangle);
      }
    }
  }
}

/** Where in a primitive's row of vertices a corner of a triangle is (glTF 2.0, section 3.7.2.1). */
function cornerPlace(mode: number, triangle: number, corner: number): number {
  if (mode === TRIANGLES) return triangle * 3 + corner;
  if (mode === TRIANGLE_STRIP) return corner === 0 || triangle % 2 === 0 ? triangle + corner : triangle + 3 - corner;
  return corner === 2 ? 0 : triangle + corner + 1;
}
