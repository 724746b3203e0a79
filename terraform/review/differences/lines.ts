import { visible } from "../words.ts";

/** A line of a comparison. */
export interface Line {
  kind: "same" | "added" | "removed" | "skipped";
  text: string;
}

const CONTEXT = 2;
/** Longer texts are compared as wholes: their table would take more memory than the answer is worth. */
const LONGEST = 1_500;

/** Compares texts line by line by their longest common subsequence; what stays is shown around what changes only. */
export function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  if (before.length > LONGEST || after.length > LONGEST) return [...before.map((text) => line("removed", text)), ...after.map((text) => line("added", text))];
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const common = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const row = lengths[i];
    if (!row) continue;
    for (let j = after.length - 1; j >= 0; j--) row[j] = before[i] === after[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push(line("same", before[i] ?? ""));
      i++;
      j++;
    } else if (i < before.length && (j >= after.length || common(i + 1, j) >= common(i, j + 1))) {
      lines.push(line("removed", before[i] ?? ""));
      i++;
    } else {
      lines.push(line("added", after[j] ?? ""));
      j++;
    }
  }
  return aroundChanges(lines);
}

function aroundChanges(lines: readonly Line[]): Line[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== "same"));
  const shown: Line[] = [];
  lines.forEach((current, index) => {
    if (near[index]) shown.push(current);
    else if (shown.at(-1)?.kind !== "skipped") shown.push(line("skipped", ""));
  });
  return shown;
}

function line(kind: Line["kind"], text: string): Line {
  return { kind, text: visible(text.replace(/\r$/, "")) };
}
