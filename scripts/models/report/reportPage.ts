import type { ModelManifest, ModelTier } from "../../../app/domain/modelManifest.ts";
import type { Spot } from "./pictures.ts";

/** A picture of the report. */
export interface ReportPicture {
  /** `data:` URL. */
  url: string;
  /** `source`, a tier, or a tier's `<tier>-difference`. */
  level: string;
  /** What is said of it, e.g. its scores. */
  note: string;
}

export interface ReportView {
  id: string;
  name: string;
  pictures: ReportPicture[];
  spot: Spot;
}

export interface Report {
  /** The source file's name. */
  source: string;
  manifest: ModelManifest;
  views: ReportView[];
  /** As it is kept beside the source; undefined where the simplifier's error alone decided. */
  recipe: string | undefined;
  /** How much stronger differences are shown than they are. */
  amplification: number;
  /** Edge of the crops, as a share of a picture's. */
  cropShare: number;
  style: string;
  script: string;
}

const number = (value: number, digits = 0): string => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const kilobytes = (bytes: number): string => number(bytes / 1000, bytes < 1e5 ? 1 : 0);

/** The report as one HTML page that needs no other file. */
export function reportPage(report: Report): string {
  const { manifest, views, source, amplification, cropShare, recipe, style, script } = report;
  const levels = ["source", ...manifest.tiers.map(({ name }) => name)];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(manifest.slug)}: tiers beside their source</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<header>
  <div>
    <p class="soft">Tiers beside their source</p>
    <h1>${escape(manifest.slug)}</h1>
  </div>
  <dl>
    ${fact("Source", escape(source))}
    ${fact("Bytes", `${number(manifest.source.bytes / 1e6, 1)} MB`)}
    ${fact("Triangles", number(manifest.source.triangles))}
    ${fact("Finishes", manifest.variants.length > 0 ? manifest.variants.map(escape).join(", ") : "one")}
  </dl>
</header>
<main style="--levels:${levels.length}">
${tierTable(manifest)}
<section aria-labelledby="compare">
  <h2 id="compare">Compare</h2>
  <form id="tools" class="tools">
    ${choice("view", "View", views.map(({ id, name }) => [id, capital(name)]), views[0]?.id ?? "")}
    ${choice("left", "Left", levels.map((level) => [level, capital(level)]), "source")}
    ${choice("right", "Right", levels.map((level) => [level, capital(level)]), levels[2] ?? "source")}
    ${choice("mode", "Show", [["slider", "Seam"], ["side", "Side by side"], ["difference", `Difference × ${amplification}`]], "slider")}
    ${choice("zoom", "Zoom", [["1", "1×"], ["2", "2×"], ["4", "4×"]], "1")}
    ${choice("light", "Page", [["light", "Light"], ["dark", "Dark"]], "light")}
  </form>
  <div class="stage" id="stage" data-mode="slider" data-zoom="1">
    <div class="half left"><img alt=""></div>
    <div class="half right"><img alt=""></div>
    <span class="label l"></span><span class="label r"></span>
    <span class="seam"></span>
    <input id="split" type="range" min="0" max="100" value="50" step="0.5" aria-label="Seam between the left and the right picture">
  </div>
  <p class="soft">Arrow keys move the seam. Zoomed in, one sees where the tiers differ most, or what the pointer is over. Differences are those of red, green and blue on mid grey, ${amplification} times as strong: white is ${Math.ceil(255 / amplification)} of 255 levels or more.</p>
</section>
<section aria-labelledby="worst">
  <h2 id="worst">Where the tiers differ most</h2>
  <p class="soft">From each view the ${number(cropShare * 100)} % of the picture's edge in which the preview is furthest from the source, enlarged.</p>
  <div class="views">${views.map((view) => crops(view, cropShare)).join("")}</div>
</section>
<section aria-labelledby="all">
  <h2 id="all">All views</h2>
  <div class="views">${views.map(gallery).join("")}</div>
</section>
<section aria-labelledby="recipe">
  <h2 id="recipe">Recipe</h2>
  ${recipe === undefined ? `<p class="soft">There is none: the simplifier's own error decided how far each tier goes.</p>` : `<p class="soft">What the quality search found, and what makes these tiers again.</p><pre tabindex="0">${escape(recipe)}</pre>`}
</section>
</main>
<script type="module">${script}</script>
</html>
`;
}

function fact(term: string, value: string): string {
  return `<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function tierTable({ tiers, source }: ModelManifest): string {
  const head = ["Tier", "GLB KB", "Textures KB", "Together KB", "Of the source", "Triangles", "Error mm", "Texture px", "GPU MB", "Judged at px", "PSNR dB", "SSIM", "Silhouette %"];
  return `<div class="scroll" tabindex="0" role="region" aria-label="Tiers in numbers"><table>
  <thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>
  <tbody>${tiers.map((tier) => tierRow(tier, source.bytes)).join("")}</tbody>
</table></div>`;
}

function tierRow({ name, model, textures, triangles, errorMetres, textureSize, gpuBytes, scores }: ModelTier, sourceBytes: number): string {
  const textureBytes = textures.reduce((sum, { bytes }) => sum + bytes, 0);
  const together = model.bytes + textureBytes;
  const judged = scores ? [number(scores.viewPixels), number(scores.psnr, 1), number(scores.ssim, 3), number(scores.silhouetteError * 100, 2)] : ["–", "–", "–", "–"];
  const cells = [
    kilobytes(model.bytes),
    textures.length > 0 ? kilobytes(textureBytes) : "inside",
    kilobytes(together),
    `<span class="share">${number((together / sourceBytes) * 100, 1)} %</span>`,
    number(triangles),
    (errorMetres * 1000).toPrecision(2),
    number(textureSize),
    number(gpuBytes / 1e6, 1),
    ...judged,
  ];
  return `<tr><th scope="row">${capital(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function choice(name: string, legend: string, options: readonly (readonly [string, string])[], chosen: string): string {
  const radios = options.map(([value, text]) => `<label><input type="radio" name="${name}" value="${value}"${value === chosen ? " checked" : ""}><span>${escape(text)}</span></label>`);
  return `<fieldset><legend>${legend}</legend><div class="choice">${radios.join("")}</div></fieldset>`;
}

function gallery({ id, name, pictures, spot }: ReportView): string {
  const firstDifference = pictures.find(({ level }) => level.endsWith("-difference"));
  const figures = pictures.map((picture) => {
    const { url, level, note } = picture;
    const label = capital(level.replace("-", ", "));
    const dark = level.endsWith("-difference") ? ` class="dark"` : "";
    return `<figure${picture === firstDifference ? ` class="first-difference"` : ""}><img id="${id}-${level}" src="${url}"${dark} alt="${escape(`${name}: ${label}`)}" data-x="${spot.x.toFixed(4)}" data-y="${spot.y.toFixed(4)}" data-label="${escape(note ? `${label} · ${note}` : label)}"><figcaption><b>${label}</b> ${escape(note)}</figcaption></figure>`;
  });
  return `<div><h3>${escape(capital(name))}</h3><div class="row">${figures.join("")}</div></div>`;
}

function crops({ id, name, pictures, spot }: ReportView, share: number): string {
  const shown = pictures.filter(({ level }) => !level.endsWith("-difference"));
  const place = `--share:${share};--cx:${spot.x.toFixed(4)};--cy:${spot.y.toFixed(4)}`;
  const figures = shown.map(({ level }) => `<figure><div class="crop" style="${place}"><img data-of="${id}-${level}" alt="${escape(`${name}, detail: ${level}`)}"></div><figcaption><b>${capital(level)}</b></figcaption></figure>`);
  return `<div><h3>${escape(capital(name))}</h3><div class="row">${figures.join("")}</div></div>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
