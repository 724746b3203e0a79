import { isChange, type Action, type PlanChange } from "../../plan/planChange.ts";
import { parseRange, reachOf } from "../network/cidr.ts";
import { covers, portsInWords, type Rule } from "../network/rule.ts";
import { groupFinder, readRules } from "../network/ruleReader.ts";

/** Something that connects or is connected to. */
export interface Node {
  id: string;
  name: string;
  /** What happens to it; `outside` is no resource of the plan. */
  state: Action | "outside";
  /** Its column, from the outside in. */
  layer: number;
}

/** One may connect to the other. */
export interface Edge {
  from: string;
  to: string;
  label: string;
  state: "kept" | "new" | "gone" | "open";
}

export interface NetworkGraph {
  nodes: Node[];
  edges: Edge[];
}

/** Who may connect to whom, by the security groups of a stack before and after. Undefined where nothing of it changes. */
export function networkGraph(changes: readonly PlanChange[]): NetworkGraph | undefined {
  const find = groupFinder(changes);
  const sides = { before: new Map<string, Rule[]>(), after: new Map<string, Rule[]>() };
  for (const change of changes) {
    if (change.mode === "data" || !/security_group/.test(change.type)) continue;
    for (const side of ["before", "after"] as const) {
      for (const { group, rules } of readRules(change, change[side], find)) {
        sides[side].set(group, [...(sides[side].get(group) ?? []), ...rules.filter(({ direction, kind }) => direction === "in" && kind !== "self")]);
      }
    }
  }
  const groups = [...new Set([...sides.before.keys(), ...sides.after.keys()])];
  const edges = merge(groups.flatMap((group) => edgesOf(group, sides.before.get(group) ?? [], sides.after.get(group) ?? [])));
  const touched = edges.some(({ state }) => state !== "kept") || changes.some((change) => isChange(change) && /security_group$/.test(change.type));
  if (!touched || edges.length === 0) return undefined;
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const used = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const layers = layersOf(used, edges);
  return { edges, nodes: used.map((id) => ({ id, name: nameOf(id), state: byAddress.get(id)?.action ?? "outside", layer: layers.get(id) ?? 0 })) };
}

function edgesOf(group: string, before: readonly Rule[], after: readonly Rule[]): Edge[] {
  const edge = (rule: Rule, state: Edge["state"]): Edge => ({ from: sourceOf(rule), to: group, label: portsInWords(rule), state });
  return [
    ...after.map((rule) => {
      const isNew = !before.some((old) => covers(old, rule));
      return edge(rule, !isNew ? "kept" : sourceOf(rule) === INTERNET ? "open" : "new");
    }),
    ...before.filter((rule) => !after.some((now) => covers(now, rule))).map((rule) => edge(rule, "gone")),
  ];
}

const INTERNET = "The internet";

function sourceOf({ kind, source }: Rule): string {
  const range = kind === "range" ? parseRange(source) : undefined;
  return range && /world/.test(reachOf(range)) ? INTERNET : source;
}

const RANK: Readonly<Record<Edge["state"], number>> = { open: 0, new: 1, gone: 2, kept: 3 };

/** One line for all that may pass between two, in the state of the most notable. */
function merge(edges: readonly Edge[]): Edge[] {
  const merged = new Map<string, Edge & { labels: Set<string> }>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const known = merged.get(key);
    if (!known) merged.set(key, { ...edge, labels: new Set([edge.label]) });
    else if (RANK[edge.state] < RANK[known.state]) Object.assign(known, { state: edge.state, labels: new Set([edge.label]) });
    else if (edge.state === known.state) known.labels.add(edge.label);
  }
  return [...merged.values()].map(({ labels, from, to, state }) => ({ from, to, state, label: labels.size > 2 ? `${[...labels][0] ?? ""} and ${labels.size - 1} more` : [...labels].join(", ") }));
}

/** The longest way from a source, loops left out. */
function layersOf(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const layers = new Map<string, number>();
  const visit = (id: string, trail: ReadonlySet<string>): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const incoming = edges.filter(({ to, from }) => to === id && from !== id && !trail.has(from));
    const layer = incoming.length === 0 ? 0 : 1 + Math.max(...incoming.map(({ from }) => visit(from, new Set([...trail, id]))));
    if (trail.size === 0) layers.set(id, layer);
    return layer;
  };
  for (const id of ids) visit(id, new Set());
  return layers;
}

function nameOf(id: string): string {
  return id.replace(/^\$\{.*\}$/, "from a list").replace(/^.*aws_(default_)?security_group\./, "").replace(/^.*prefix_list\./, "list ").replace(/^com\.amazonaws\./, "");
}
