import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** Text as it may stand in a page. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

export interface PageTable {
  readonly head: readonly string[];
  /** A cell is text, or text with a verdict. */
  readonly rows: readonly (readonly (string | Cell)[])[];
}

export interface Cell {
  readonly text: string;
  readonly met: boolean;
}

export function htmlTable({ head, rows }: PageTable): string {
  const cell = (value: string | Cell): string =>
    typeof value === "string" ? `<td>${escaped(value)}` : `<td class="${value.met ? "met" : "missed"}">${escaped(value.text)} ${value.met ? "✓" : "✗"}`;
  return `<div class="table"><table><thead><tr>${head.map((title) => `<th scope="col">${escaped(title)}`).join("")}</thead>
<tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}`).join("\n")}</tbody></table></div>`;
}

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#f4efe7, #211e1a); --ink: light-dark(#1f1b16, #efe8dc); --soft: light-dark(#6b6257, #a89e90); --line: light-dark(#d9cfc0, #453f37); --ours: light-dark(#a8431d, #ef8a5f); --theirs: light-dark(#8c8273, #8c8273); --good: light-dark(#2f6b3a, #86c391); }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { margin-top: 3rem; font-size: 1.25rem; } h3 { margin-top: 2rem; font-size: 1rem; }
p, li { max-width: 46rem; } .soft, figcaption { color: var(--soft); font-size: .875rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9375rem; }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; } th { font-weight: 600; } th:first-child, td:first-child { text-align: left; }
.met { color: var(--good); } .missed { color: var(--ours); }
figure { margin: 1rem 0; } .strip { display: flex; gap: 4px; overflow-x: auto; align-items: end; } .strip div { flex: none; width: 96px; text-align: center; font-size: .75rem; color: var(--soft); } .strip img { display: block; width: 96px; height: 96px; border-radius: 4px; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } .bar-ours { fill: var(--ours); } .bar-theirs { fill: var(--theirs); }
`;

/** Writes a page and its figures: `<name>.html` and `<name>.json`. @returns the page's path */
export async function writeReport(out: string, name: string, title: string, body: string, figures: object): Promise<string> {
  await mkdir(out, { recursive: true });
  const page = path.join(out, `${name}.html`);
  await writeFile(path.join(out, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  await writeFile(
    page,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`,
  );
  return page;
}
