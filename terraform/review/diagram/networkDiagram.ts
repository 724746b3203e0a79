import { html, type Html } from "../html/escape.ts";
import type { PlanChange } from "../../plan/planChange.ts";
import type { Review, StackReview } from "../review.ts";
import { count } from "../words.ts";
import { networkGraph, type Edge, type NetworkGraph, type Node } from "./networkGraph.ts";

const BOX = { width: 168, height: 44 };
const STEP = { x: 292, y: 68 };
const LARGEST = 40;

/** A picture of each network that changes: who may connect to whom, new ways and lost ones coloured. */
export function networkDiagrams({ stacks }: Review): Html[] {
  return stacks.flatMap((stack) => {
    const graph = networkGraph(stack.plan.changes);
    if (!graph) return [];
    const opened = graph.nodes.length <= LARGEST ? draw(graph, stack.plan.stack) : html`<p class="fine">${count(graph.nodes.length, "party", "parties")} are too many for a picture: see the findings.</p>`;
    return [html`<figure><div class="scroll" role="region" tabindex="0" aria-label="Network of ${stack.plan.stack}">${opened}</div><figcaption>${caption(stack)}</figcaption></figure>`];
  });
}

function draw({ nodes, edges }: NetworkGraph, stack: string): Html {
  const columns = Math.max(...nodes.map(({ layer }) => layer)) + 1;
  const byColumn = Array.from({ length: columns }, (_, layer) => nodes.filter((node) => node.layer === layer));
  const rows = Math.max(...byColumn.map((column) => column.length));
  const height = rows * STEP.y - (STEP.y - BOX.height) + 24;
  const places = new Map<string, { x: number; y: number; node: Node }>();
  byColumn.forEach((column, layer) => {
    const sorted = layer === 0 ? column : [...column].sort((a, b) => meanOf(a, edges, places) - meanOf(b, edges, places));
    const top = (height - (sorted.length * STEP.y - (STEP.y - BOX.height))) / 2;
    sorted.forEach((node, row) => places.set(node.id, { x: 2 + layer * STEP.x, y: top + row * STEP.y, node }));
  });
  const width = (columns - 1) * STEP.x + BOX.width + 4;
  const sorted = [...edges].sort((a, b) => Number(a.state !== "kept") - Number(b.state !== "kept"));
  return html`<svg class="diagram${columns > 2 ? "" : " few"}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Who may connect to whom in ${stack}">${sorted.map((edge) => line(edge, places))}${[...places.values()].map(box)}${labels(sorted, places)}</svg>`;
}

type Places = ReadonlyMap<string, { x: number; y: number; node: Node }>;

/** Beside what connects to it, so that lines cross less. */
function meanOf({ id }: Node, edges: readonly Edge[], places: Places): number {
  const heights = edges.filter(({ to }) => to === id).flatMap(({ from }) => places.get(from)?.y ?? []);
  return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
}

function ends({ from, to }: Edge, places: Places) {
  const [start, end] = [places.get(from), places.get(to)];
  if (!start || !end) return undefined;
  const backwards = start.x >= end.x;
  return { x1: backwards ? start.x : start.x + BOX.width, y1: start.y + BOX.height / 2, x2: backwards ? end.x + BOX.width : end.x - 7, y2: end.y + BOX.height / 2, backwards };
}

function line(edge: Edge, places: Places): Html {
  const found = ends(edge, places);
  if (!found) return html``;
  const { x1, y1, x2, y2, backwards } = found;
  const bend = backwards ? -40 : (x2 - x1) / 2;
  const tip = backwards ? `${x2},${y2} ${x2 + 8},${y2 - 4} ${x2 + 8},${y2 + 4}` : `${x2 + 7},${y2} ${x2 - 1},${y2 - 4} ${x2 - 1},${y2 + 4}`;
  return html`<path class="edge ${edge.state}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/><polygon class="head ${edge.state}" points="${tip}"/>`;
}

/** Where along its line a label may stand, the middle first. */
const STANDS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88];

/** Labels, each where it covers neither a box nor another label; where there is no such place it is left out. */
function labels(edges: readonly Edge[], places: Places): Html[] {
  const taken = [...places.values()].map(({ x, y }) => ({ left: x, right: x + BOX.width, top: y, bottom: y + BOX.height }));
  return edges.flatMap((edge) => {
    const found = ends(edge, places);
    if (!found) return [];
    const { x1, y1, x2, y2 } = found;
    const text = edge.label.length > 24 ? `${edge.label.slice(0, 23)}…` : edge.label;
    const half = text.length * 3;
    for (const t of STANDS) {
      const x = x1 + (x2 - x1) * (1.5 * t * (1 - t) + t * t * t);
      const y = y1 + (y2 - y1) * (3 * t * t - 2 * t * t * t) - 5;
      const space = { left: x - half, right: x + half, top: y - 10, bottom: y + 3 };
      if (taken.some((other) => space.left < other.right && space.right > other.left && space.top < other.bottom && space.bottom > other.top)) continue;
      taken.push(space);
      return [html`<text class="label ${edge.state}" x="${Math.round(x)}" y="${Math.round(y)}" text-anchor="middle">${text}</text>`];
    }
    return [];
  });
}

function box({ x, y, node }: { x: number; y: number; node: Node }): Html {
  const words: Partial<Record<Node["state"], string>> = { create: "new", update: "changed", replace: "replaced", delete: "destroyed", forget: "let go" };
  const note = words[node.state];
  const name = node.name.length > 18 ? `${node.name.slice(0, 17)}…` : node.name;
  return html`<g><title>${node.id}</title><rect class="box ${node.state}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${node.state === "outside" ? 22 : 4}"/><text class="name" x="${x + 12}" y="${y + (note ? 19 : 27)}">${name}</text>${note ? html`<text class="small" x="${x + 12}" y="${y + 36}">${note}</text>` : undefined}</g>`;
}

function caption({ plan }: StackReview): string {
  const number = (type: string, side: "before" | "after") => plan.changes.filter((change: PlanChange) => change.type === type && change[side] !== null).length;
  const parts = ([["aws_subnet", "subnets"], ["aws_nat_gateway", "NAT gateways"], ["aws_vpc_endpoint", "endpoints"], ["aws_vpc_peering_connection", "peerings"]] as const).flatMap(([type, name]) => {
    const [before, after] = [number(type, "before"), number(type, "after")];
    return before + after === 0 ? [] : [before === after ? `${after} ${name}` : `${before} → ${after} ${name}`];
  });
  return [plan.stack, ...parts, "green lines are new, dashed red ones go, thick red ones lead to the internet"].join(" · ");
}
