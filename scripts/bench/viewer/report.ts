import { cpus, arch } from "node:os";
import sharp from "sharp";
import { escaped, htmlTable, writeReport, type Cell } from "../html.ts";
import { kilobytes, seconds, share } from "../terminalTable.ts";
import { SIDES, type Films, type ModelResult, type Race, type ViewerResult } from "./bench.ts";
import type { Comparison } from "./figures.ts";
import { LIKE_SOURCE_DB } from "./likeness.ts";
import type { MemoryComparison } from "./memory.ts";
import { NETWORKS } from "./networks.ts";
import { PHONE } from "./visit.ts";

/** The columns after the first. */
export const HEAD = ["ours", "<model-viewer>", "ratio", "goal", ""];
const NAMES = { ours: "ours", theirs: "<model-viewer>" } as const;
const STRIP_FRAMES = 10;
const THUMB = 192;

/** The lines of a table under {@link HEAD}. */
export function comparisonRows(comparison: readonly Comparison[]): string[][] {
  return comparison.map(({ title, unit, ours, theirs, ratio, goal, met }) => {
    const format = unit === "ms" ? seconds : kilobytes;
    return [title, format(ours), format(theirs), share(ratio), goal === undefined ? "" : `≤ ${goal}`, met === undefined ? "" : met ? "met" : "missed"];
  });
}

/** Writes `viewer.html` and `viewer.json`. @returns the page's path */
export async function writeViewerReport(out: string, result: ViewerResult, films: Films, slowdown: number): Promise<string> {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"} (${arch()}), software WebGL (SwiftShader)`;
  const sections = await Promise.all(result.models.map((model) => modelSection(model, films)));
  const body = `
<p>Our viewer and <code>&lt;model-viewer&gt;</code> show the same sources on a phone of ${PHONE.width} × ${PHONE.height} px at ${PHONE.pixelRatio}× with its
main thread slowed down ${slowdown} times. Medians of ${result.models[0]?.races[0]?.samples.ours.length ?? 0} visits with an empty cache; <em>like the source</em> means
${LIKE_SOURCE_DB} dB over the object's pixels against the untouched source in the same viewer. docs/benchmarks.md says how each figure is taken.</p>
<p class="soft">${escaped(machine)}; ${new Date().toISOString()}</p>
${sections.join("\n")}
${result.memory ? memorySection(result.memory) : ""}
${result.skipped.length > 0 ? `<h2>Skipped</h2><ul>${result.skipped.map((line) => `<li>${escaped(line)}`).join("")}</ul>` : ""}`;
  return writeReport(out, "viewer", "Viewer beside <model-viewer>", body, { generatedAt: new Date().toISOString(), machine, slowdown, ...result });
}

async function modelSection({ name, sourceBytes, peer, races }: ModelResult, films: Films): Promise<string> {
  const parts = await Promise.all(races.map((race) => raceSection(name, race, films)));
  const tried = peer.tried.map(({ choice, bytes, psnr, failed }) =>
    escaped(`${choice}: ${failed ?? kilobytes(bytes ?? 0)}${psnr === undefined ? "" : `, ${psnr.toFixed(1)} dB`}`),
  );
  return `<h2>${escaped(name)}</h2>
<p class="soft">Source ${kilobytes(sourceBytes)}. The peer's file: ${escaped(peer.choice)}, ${kilobytes(peer.bytes)} on the wire, ${peer.psnr.toFixed(1)} dB${peer.looksRight ? "" : " (none looks like the source: the best was taken)"}. Tried, the smallest first: ${tried.join("; ")}.</p>
${parts.join("\n")}`;
}

async function raceSection(name: string, race: Race, films: Films): Promise<string> {
  const rows = comparisonRows(race.comparison).map((row, index): (string | Cell)[] => {
    const { met } = race.comparison[index] ?? {};
    return met === undefined ? row.slice(0, -1) : [...row.slice(0, 4), { text: row[4] ?? "", met }];
  });
  const film = films.get(`${name} ${race.network}`);
  const end = Math.max(...SIDES.map((side) => film?.[side].at(-1)?.at ?? 0));
  const strips = film ? await Promise.all(SIDES.map((side) => strip(film[side], end, NAMES[side]))) : [];
  return `<h3>${NETWORKS[race.network].title}</h3>
${htmlTable({ head: ["", ...HEAD.slice(0, 3), "goal"], rows })}
<p class="soft">At rest: ours ${race.finalPsnr.ours.toFixed(1)} dB, &lt;model-viewer&gt; ${race.finalPsnr.theirs.toFixed(1)} dB.</p>
${timeline(race.comparison)}
${strips.join("\n")}`;
}

/** Bars for the times, one pair a figure. */
function timeline(comparison: readonly Comparison[]): string {
  const times = comparison.filter(({ unit, ours, theirs }) => unit === "ms" && Number.isFinite(ours) && Number.isFinite(theirs));
  const longest = Math.max(1, ...times.flatMap(({ ours, theirs }) => [ours, theirs]));
  const bars = times.map(({ title, ours, theirs }, index) => {
    const y = index * 46;
    const bar = (value: number, offset: number, name: string): string =>
      `<rect class="bar-${name}" x="230" y="${y + offset}" width="${((value / longest) * 480).toFixed(1)}" height="16" rx="2"/><text x="${(236 + (value / longest) * 480).toFixed(1)}" y="${y + offset + 13}">${seconds(value)}</text>`;
    return `<text x="0" y="${y + 22}">${escaped(title)}</text>${bar(ours, 0, "ours")}${bar(theirs, 18, "theirs")}`;
  });
  return `<figure><svg viewBox="0 0 800 ${times.length * 46}" width="800" role="img" aria-label="Times of both viewers, as in the table">${bars.join("")}</svg><figcaption>Ours above, &lt;model-viewer&gt; below; posters are not shown.</figcaption></figure>`;
}

/** The stage at equal steps of time, each picture as it stood then. */
async function strip(frames: readonly { at: number; png: Buffer }[], end: number, name: string): Promise<string> {
  const cells = await Promise.all(
    Array.from({ length: STRIP_FRAMES }, async (_, index) => {
      const at = (end * (index + 1)) / STRIP_FRAMES;
      const frame = frames.findLast((one) => one.at <= at);
      if (!frame) return "";
      const thumb = await sharp(frame.png).extract({ left: 0, top: 0, width: PHONE.width, height: PHONE.width }).resize(THUMB).webp({ quality: 70 }).toBuffer();
      return `<div><img alt="" src="data:image/webp;base64,${thumb.toString("base64")}">${seconds(at)}</div>`;
    }),
  );
  return `<figure><div class="strip">${cells.join("")}</div><figcaption>${escaped(name)}</figcaption></figure>`;
}

function memorySection({ ours, theirs, growth, goal, met }: MemoryComparison): string {
  const rows = ours.map((held, turn): string[] => {
    const other = theirs[turn];
    const cells = (one: typeof held | undefined): string[] => (one ? [`${(one.heap / 1e6).toFixed(1)} MB`, String(one.contexts), String(one.gpuObjects)] : ["", "", ""]);
    return [`product ${turn + 1}`, ...cells(held), ...cells(other)];
  });
  const head = ["", "ours: heap", "contexts", "GPU objects", "<model-viewer>: heap", "contexts", "GPU objects"];
  const summary = htmlTable({ head: ["growth from products 6–10 to 16–20", "ours", "<model-viewer>", "goal"], rows: [["heap after garbage collection", growth.ours.toFixed(2), growth.theirs.toFixed(2), { text: `≤ ${goal}`, met }]] });
  return `<h2>Memory after twenty products</h2>${summary}<details><summary>Every product</summary>${htmlTable({ head, rows })}</details>`;
}
