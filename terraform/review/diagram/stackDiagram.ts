import { html, type Html } from "../html/escape.ts";
import type { Review, StackReview } from "../review.ts";
import { countsInWords } from "../summary.ts";

/** Stacks by life span, from what others stand on to what watches them. */
const TIERS: readonly { title: string; kinds: readonly string[] }[] = [
  { title: "Foundations", kinds: ["bootstrap", "security"] },
  { title: "Edge, identity", kinds: ["global", "identity"] },
  { title: "Network", kinds: ["network"] },
  { title: "Data, events", kinds: ["data", "events"] },
  { title: "Compute", kinds: ["web", "render"] },
  { title: "Watching", kinds: ["observability"] },
];

interface Sheet {
  className: string;
  width: number;
  columns: number;
  /** Space at the left for the tiers' titles; zero puts them above. */
  margin: number;
}

const SHEETS: readonly Sheet[] = [
  { className: "wide", width: 960, columns: 4, margin: 130 },
  { className: "narrow", width: 360, columns: 2, margin: 0 },
];

const GAP = 12;
const HEIGHT = 64;

/** The stacks as boxes, tier by tier, with what happens in each. Drawn twice: for a laptop and for a phone. */
export function stackDiagram({ stacks }: Review): Html {
  const tiers = tiersOf(stacks);
  const prefix = stacks.every(({ plan }) => plan.stack.split("-")[0] === stacks[0]?.plan.stack.split("-")[0]) ? `${stacks[0]?.plan.stack.split("-")[0] ?? ""}-` : "";
  return html`<figure>${SHEETS.map((sheet) => draw(sheet, tiers, prefix))}<figcaption>Each box is a stack. Its edge tells the verdict; dashed boxes stay as they are.</figcaption></figure>`;
}

type Tier = { title: string; stacks: StackReview[] };

function tiersOf(stacks: readonly StackReview[]): Tier[] {
  const kindOf = ({ plan }: StackReview) => TIERS.flatMap(({ kinds }) => kinds).find((kind) => plan.stack.split("-").includes(kind));
  const known = TIERS.map(({ title, kinds }) => ({ title, stacks: stacks.filter((stack) => kinds.includes(kindOf(stack) ?? "")) }));
  return [...known, { title: "Others", stacks: stacks.filter((stack) => kindOf(stack) === undefined) }].filter(({ stacks: own }) => own.length > 0);
}

function draw({ className, width, columns, margin }: Sheet, tiers: readonly Tier[], prefix: string): Html {
  const boxWidth = (width - margin - GAP * (columns - 1) - 2) / columns;
  let y = 1;
  const drawn = tiers.map(({ title, stacks }) => {
    const label = margin === 0 ? html`<text class="band" x="1" y="${y + 13}">${title}</text>` : html`<text class="band" x="1" y="${y + HEIGHT / 2 + 4}">${title}</text>`;
    if (margin === 0) y += 22;
    const boxes = stacks.map((stack, index) => box(stack, prefix, margin + 1 + (index % columns) * (boxWidth + GAP), y + Math.floor(index / columns) * (HEIGHT + GAP), boxWidth));
    y += Math.ceil(stacks.length / columns) * (HEIGHT + GAP) + (margin === 0 ? 6 : 4);
    return html`${label}${boxes}`;
  });
  return html`<svg class="diagram ${className}" viewBox="0 0 ${width} ${y}" role="img" aria-label="The stacks and what happens in each">${drawn}</svg>`;
}

function box({ plan, counts, verdict, changes }: StackReview, prefix: string, x: number, y: number, width: number): Html {
  const idle = changes.length === 0;
  const [, kind = plan.stack, region = ""] = /^(.*?)(?:-([a-z]{2}(?:-[a-z]+)+-\d))?$/.exec(plan.stack.slice(plan.stack.startsWith(prefix) ? prefix.length : 0)) ?? [];
  const room = Math.floor(width / 8) - 2;
  const counted: readonly [string, string, number][] = [["plus", "+", counts.create], ["tilde", "~", counts.update], ["minus", "±", counts.replace], ["minus", "−", counts.delete + counts.forget]];
  const signs = counted.filter(([, , number]) => number > 0).map(([kindOfSign, sign, number]) => html`<tspan class="${kindOfSign}">${sign}${number}</tspan><tspan> </tspan>`);
  return html`<g><title>${plan.stack}: ${countsInWords(counts)}, ${verdict}</title><rect class="box${idle ? " idle" : ""}" x="${x}" y="${y}" width="${width}" height="${HEIGHT}" rx="4"/>${
    idle ? undefined : html`<rect class="bar-${verdict}" x="${x}" y="${y}" width="4" height="${HEIGHT}" rx="2"/>`
  }<text class="name" x="${x + 14}" y="${y + 26}">${kind.length > room ? `${kind.slice(0, room - 1)}…` : kind}</text><text class="small" x="${x + 14}" y="${y + 47}">${idle ? (region === "" ? "stays" : region) : signs}${idle || region === "" ? undefined : html`<tspan> ${region}</tspan>`}</text></g>`;
}
