/** One key of the layout; x and width in key units (one unit is 19.05 mm), x from the left edge. */
export interface Key {
  x: number;
  width: number;
  /** 0 the number row to 4 the space bar's. */
  row: number;
  legend: string;
  /** Second sign, above the first. */
  upper?: string;
  kind: "alpha" | "modifier" | "accent";
}

export const UNIT = 0.01905;
export const COLUMNS = 16;

type Entry = readonly [legend: string, width?: number, kind?: Key["kind"]];
const rows: readonly (readonly Entry[])[] = [
  [["ESC", 1, "accent"], ["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"], ["8"], ["9"], ["0"], ["-"], ["="], ["⌫", 2, "modifier"], ["", 1, "modifier"]],
  [["TAB", 1.5, "modifier"], ..."QWERTYUIOP[]".split("").map((c): Entry => [c]), ["\\", 1.5, "modifier"], ["⌂", 1, "modifier"]],
  [["CAPS", 1.75, "modifier"], ..."ASDFGHJKL;'".split("").map((c): Entry => [c]), ["⏎", 2.25, "accent"], ["PG↑", 1, "modifier"]],
  [["SHIFT", 2.25, "modifier"], ..."ZXCVBNM,./".split("").map((c): Entry => [c]), ["SHIFT", 1.75, "modifier"], ["↑", 1, "modifier"], ["PG↓", 1, "modifier"]],
  [["CTRL", 1.25, "modifier"], ["◇", 1.25, "modifier"], ["ALT", 1.25, "modifier"], ["", 6.25], ["ALT", 1, "modifier"], ["FN", 1, "modifier"], ["CTRL", 1, "modifier"], ["←", 1, "modifier"], ["↓", 1, "modifier"], ["→", 1, "modifier"]],
];

/** A sixty-five per cent layout, the knob in place of the key at the top right. */
export const KEYS: readonly Key[] = rows.flatMap((list, row) => {
  let x = 0;
  return list.flatMap(([legend, width = 1, kind = "alpha"]): Key[] => {
    const key: Key = { x, width, row, legend, kind };
    x += width;
    return row === 0 && key.x === COLUMNS - 1 ? [] : [key];
  });
});

/** Where the knob stands, in key units from the layout's top left. */
export const KNOB = { x: 15.5, y: 0.5 } as const;
