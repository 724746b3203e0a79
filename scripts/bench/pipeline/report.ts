import { escaped, htmlTable, writeReport, type Cell } from "../html.ts";
import { kilobytes, share } from "../terminalTable.ts";
import type { ModelFigures } from "./bench.ts";
import { MOST_SHARE, PREVIEW_MEDIAN_BYTES, PREVIEW_MOST_BYTES, type Entry, type PreviewSummary } from "./verdict.ts";

/** The columns after the first. */
export const HEAD = ["triangles", "all finishes", "one finish", "PSNR", "SSIM", "silhouette", "ours / it", ""];

/** The lines of a table under {@link HEAD}: each tier's contenders, ours first. */
export function figureRows({ tiers }: ModelFigures): string[][] {
  return tiers.flatMap(({ tier, viewPixels, ours, plain, peers, met }) =>
    [ours, plain, ...peers].map((entry, index) => [
      `${index === 0 ? `${tier} at ${viewPixels} px: ` : "  "}${entry.name}`,
      ...cells(entry),
      index === 0 ? "" : share(ours.bytes / entry.bytes),
      index === 1 ? (met ? "met" : "missed") : "",
    ]),
  );
}

function cells({ triangles, bytes, finishBytes, psnr, ssim, silhouetteError }: Entry): string[] {
  return [
    triangles.toLocaleString("en"),
    kilobytes(bytes),
    kilobytes(finishBytes),
    `${psnr.toFixed(1)} dB`,
    ssim.toFixed(3),
    `${(silhouetteError * 100).toFixed(2)} %`,
  ];
}

/** Writes `pipeline.html` and `pipeline.json`. @returns the page's path */
export async function writePipelineReport(out: string, models: readonly ModelFigures[], previews: PreviewSummary, skipped: readonly string[]): Promise<string> {
  const generatedAt = new Date().toISOString();
  const sections = models.map((model) => {
    const rows = figureRows(model).map((row): (string | Cell)[] => {
      const verdict = row.at(-1) ?? "";
      return [...row.slice(0, -1), verdict === "" ? "" : { text: `≤ ${MOST_SHARE}`, met: verdict === "met" }];
    });
    return `<h2>${escaped(model.name)}</h2><p class="soft">Source ${kilobytes(model.sourceBytes)}, ${model.sourceTriangles.toLocaleString("en")} triangles.</p>
${htmlTable({ head: [""].concat(HEAD.slice(0, -1), "goal"), rows })}${chart(model)}`;
  });
  const summary = htmlTable({
    head: ["previews, all files together", "measured", "goal"],
    rows: [
      ["largest", kilobytes(previews.most), { text: `≤ ${kilobytes(PREVIEW_MOST_BYTES)}`, met: previews.most <= PREVIEW_MOST_BYTES }],
      ["median", kilobytes(previews.median), { text: `≤ ${kilobytes(PREVIEW_MEDIAN_BYTES)}`, met: previews.median <= PREVIEW_MEDIAN_BYTES }],
    ],
  });
  const body = `
<p>Each tier beside the source, drawn by the viewer's own renderer at the view that the tier is for. Scores are those of the worst view; bytes are
those at rest, brotli-compressed alike. The plain ladder has 5, 30 and 100 % of the triangles and WebP textures of 256², 1024² and 2048². docs/benchmarks.md says more.</p>
<p class="soft">${generatedAt}</p>${summary}
${sections.join("\n")}
${skipped.length > 0 ? `<h2>Skipped</h2><ul>${skipped.map((line) => `<li>${escaped(line)}`).join("")}</ul>` : ""}`;
  return writeReport(out, "pipeline", "Pipeline beside the plain ladder", body, { generatedAt, previews, models, skipped });
}

const PLOT = { width: 640, height: 220, left: 48, bottom: 32 };

/** PSNR over bytes: up and to the left is better. */
function chart({ tiers }: ModelFigures): string {
  const points = tiers.flatMap(({ tier, ours, plain, peers }) => [
    { tier, entry: ours, mark: "ours" },
    ...[plain, ...peers].map((entry) => ({ tier, entry, mark: "theirs" })),
  ]);
  const logs = points.map(({ entry }) => Math.log10(entry.bytes));
  const levels = points.map(({ entry }) => entry.psnr);
  const scale = (value: number, [from, to]: [number, number], size: number): number => ((value - from) / Math.max(to - from, 1e-9)) * size;
  const xs: [number, number] = [Math.min(...logs) - 0.1, Math.max(...logs) + 0.5];
  const ys: [number, number] = [Math.min(...levels) - 2, Math.max(...levels) + 2];
  const dots = points.map(({ tier, entry, mark }) => {
    const x = PLOT.left + scale(Math.log10(entry.bytes), xs, PLOT.width - PLOT.left);
    const y = PLOT.height - PLOT.bottom - scale(entry.psnr, ys, PLOT.height - PLOT.bottom);
    const label = mark === "ours" ? tier : entry.name.split(" ")[0];
    return `<circle class="bar-${mark}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5"/><text x="${(x + 8).toFixed(1)}" y="${(y + 4).toFixed(1)}">${escaped(label ?? "")}</text>`;
  });
  const foot = PLOT.height - 8;
  return `<figure><svg viewBox="0 0 ${PLOT.width} ${PLOT.height}" width="${PLOT.width}" role="img" aria-label="PSNR over bytes, as in the table">
<text x="0" y="14">dB ↑</text><text x="${PLOT.left}" y="${foot}">${kilobytes(10 ** xs[0])}</text><text x="${PLOT.width}" y="${foot}" text-anchor="end">${kilobytes(10 ** xs[1])} →</text>${dots.join("")}</svg>
<figcaption>Ours in colour; bytes on a logarithmic scale.</figcaption></figure>`;
}
