/** A piece of a sentence: our own words, or a value from the plan, which is shown as code and trusted by nobody. */
export type Piece = string | { code: string };

/** A sentence about a plan. */
export type Words = readonly Piece[];

/** A value of our own that reads as part of the sentence: a number, a noun. Never text from a plan. */
export function plain(value: string | number): { plain: string } {
  return { plain: String(value) };
}

const LONGEST_CODE = 160;

/** Writes a sentence: `` words`Opens port ${port} to ${cidr}` ``. What is filled in becomes code unless it is `plain`. */
export function words(texts: TemplateStringsArray, ...values: (string | number | Words | { plain: string })[]): Words {
  const pieces: Piece[] = [];
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    if (piece === "") return;
    if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  };
  texts.forEach((text, index) => {
    add(text);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === "string" || typeof value === "number") add({ code: clip(String(value)) });
    else if (Array.isArray(value)) for (const piece of value as Words) add(piece);
    else add((value as { plain: string }).plain);
  });
  return pieces;
}

/** `a, b and c`, at most so many of them, each as code. */
export function list(values: readonly string[], most = 4): Words {
  const shown = values.length > most ? values.slice(0, most - 1) : values;
  const rest = values.length - shown.length;
  const parts: Words[] = shown.map((value) => words`${value}`);
  if (rest > 0) parts.push([`${rest} more`]);
  return parts.flatMap((part, index): Piece[] => (index === 0 ? [...part] : [index === parts.length - 1 ? " and " : ", ", ...part]));
}

/** The sentence as plain text. */
export function plainText(sentence: Words): string {
  return sentence.map((piece) => (typeof piece === "string" ? piece : piece.code)).join("");
}

/** `1 resource`, `2 resources`. */
export function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? noun : many}`;
}

function clip(text: string): string {
  const shown = visible(text);
  return shown.length <= LONGEST_CODE ? shown : `${shown.slice(0, LONGEST_CODE - 1)}…`;
}

/** A text without characters that a reader can't see: control codes, and marks that turn the direction of writing. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, (character) => (/[\t\n]/.test(character) ? character : "\uFFFD"));
}
