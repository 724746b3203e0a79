import type { Part } from "../geometry.ts";
import { placePoints } from "../prepare.ts";
import { transformNormals, transformPoints, transformTangents } from "../transform.ts";
import { checkFinite } from "./accessorReader.ts";
import type { BinnedTriangle } from "./bins.ts";
import type { PlacedTriangles } from "./placedTriangles.ts";
import type { Skeleton, SkeletonGroup } from "./skeleton.ts";
import type { Member } from "./triangles.ts";

/** Triangles of one group in a box, where the model stands. */
export interface GatheredPart {
  /** All of them, in the source's order. */
  all: Part;
  /** For each triangle of `all` 1 where it is in this box's care, else 0. */
  owned: Uint8Array;
}

/**
 * Reads the vertices of a box's triangles.
 *
 * @param triangles in the source's order.
 * @returns a part for each of the skeleton's groups; some are empty.
 * @throws ModelError when a vertex's value is not a number.
 */
export function gather(placed: PlacedTriangles, skeleton: Skeleton, triangles: readonly BinnedTriangle[]): GatheredPart[] {
  const collectors = skeleton.groups.map((group) => new Collector(placed, group));
  const corners = new Uint32Array(3);
  let member: Member | undefined;
  for (const { triangle, owned } of triangles) {
    if (!member || triangle >= member.first + member.triangles) member = placed.triangles.memberOf(triangle);
    placed.triangles.readCorners(member, triangle - member.first, corners);
    collectors[member.group]!.add(member, corners, owned);
  }
  return collectors.map((collector) => collector.finish());
}

/** Collects one group's triangles, each vertex of a member once. */
class Collector {
  private readonly indices: number[] = [];
  private readonly owned: number[] = [];
  private positions = new Float32Array(3 * 1024);
  private readonly attributes = new Map<string, { size: number; array: Float32Array<ArrayBuffer> }>();
  private vertices = 0;
  /** The member whose triangles are coming, its first vertex here, and where each of its vertices is. */
  private member: Member | undefined;
  private memberStart = 0;
  private readonly known = new Map<number, number>();

  constructor(private readonly placed: PlacedTriangles, private readonly group: SkeletonGroup) {}

  add(member: Member, corners: Uint32Array, owned: boolean): void {
    if (member !== this.member) {
      this.endMember();
      this.member = member;
    }
    for (let corner = 0; corner < 3; corner++) this.indices.push(this.vertex(member, corners[corner]!));
    this.owned.push(owned ? 1 : 0);
  }

  finish(): GatheredPart {
    this.endMember();
    const count = this.vertices;
    const attributes = new Map([...this.attributes].map(([name, { size, array }]) => [name, { size, array: array.slice(0, count * size) }]));
    const all: Part = { positions: this.positions.slice(0, count * 3), attributes, indices: Uint32Array.from(this.indices), ordered: this.group.ordered };
    return { all, owned: Uint8Array.from(this.owned) };
  }

  private vertex(member: Member, index: number): number {
    const known = this.known.get(index);
    if (known !== undefined) return known;
    const vertex = this.vertices++;
    this.known.set(index, vertex);
    this.positions = withRoomFor(this.positions, this.vertices * 3);
    member.positions.read(index, this.positions, vertex * 3);
    for (const [semantic, reader] of member.attributes) {
      const attribute = this.attributes.get(semantic) ?? { size: reader.size, array: new Float32Array(1024 * reader.size) };
      this.attributes.set(semantic, attribute);
      attribute.array = withRoomFor(attribute.array, this.vertices * attribute.size);
      // A set of texture coordinates that nobody reads stays all zeros.
      if (this.group.needed.has(semantic)) reader.read(index, attribute.array, vertex * attribute.size);
    }
    return vertex;
  }

  /** Puts the member's vertices where the model stands. */
  private endMember(): void {
    const { member } = this;
    if (!member) return;
    const [from, to] = [this.memberStart, this.vertices];
    const positions = this.positions.subarray(from * 3, to * 3);
    transformPoints(positions, member.matrix);
    placePoints(positions, this.placed.placement);
    for (const [semantic, { size, array }] of this.attributes) {
      const values = array.subarray(from * size, to * size);
      checkFinite(this.placed.file, `${semantic} values`, values);
      if (semantic === "NORMAL") transformNormals(values, member.matrix);
      if (semantic === "TANGENT") transformTangents(values, member.matrix);
    }
    this.memberStart = to;
    this.known.clear();
  }
}

/** The array itself, or a copy twice as long where it is too short. */
function withRoomFor(array: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const wider = new Float32Array(Math.max(length, array.length * 2));
  wider.set(array);
  return wider;
}
