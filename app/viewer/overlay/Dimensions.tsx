import { useEffect, useRef, type ReactElement } from "react";
import type { Bounds } from "../framing";
import type { Measures } from "../labels";
import type { Viewer } from "../viewer";
import { AXES, dimensionLines, type DimensionLine, type DimensionLines } from "./dimensionLines";

interface DimensionsProps {
  readonly viewer: Viewer;
  readonly canvas: HTMLCanvasElement;
  readonly bounds: Bounds;
  readonly measures: Measures;
}

/** Half the length of the strokes that end a line, pixels. */
const END = 5;

/** The product's measures, drawn along its box in every frame. What they say is announced and stands on the page, so it is a picture here. */
export function Dimensions({ viewer, canvas, bounds, measures }: DimensionsProps): ReactElement {
  const drawing = useRef<SVGSVGElement>(null);

  useEffect(() => {
    let lines: DimensionLines | undefined;
    const update = (): void => {
      lines = dimensionLines(bounds, (point) => viewer.project(point), { width: canvas.clientWidth, height: canvas.clientHeight }, lines);
      AXES.forEach((axis, index) => {
        const group = drawing.current?.children[index];
        if (group instanceof SVGGElement) draw(group, lines?.[axis] ?? null);
      });
    };
    update();
    return viewer.onFrame(update);
  }, [viewer, canvas, bounds]);

  return (
    <svg ref={drawing} aria-hidden="true" className="pointer-events-none absolute inset-0 size-full animate-arrive">
      {AXES.map((axis) => (
        <g key={axis}>
          {/* A wide stroke of the ground's colour keeps the line readable over a dark product. */}
          <path className="fill-none stroke-ground/70 stroke-[4]" />
          <path className="fill-none stroke-ink stroke-1" />
          <text
            textAnchor="middle"
            dominantBaseline="central"
            className="fill-ink stroke-ground stroke-[5] text-caption tabular-nums [paint-order:stroke] [stroke-linejoin:round]"
          >
            {measures[axis]}
          </text>
        </g>
      ))}
    </svg>
  );
}

function draw(group: SVGGElement, line: DimensionLine | null): void {
  group.style.display = line ? "" : "none";
  if (!line) return;
  const { from, to, across, label } = line;
  const stroke = ({ x, y }: { x: number; y: number }): string =>
    `M${x - across.x * END} ${y - across.y * END}L${x + across.x * END} ${y + across.y * END}`;
  const path = `M${from.x} ${from.y}L${to.x} ${to.y}${stroke(from)}${stroke(to)}`;
  const [halo, thin, text] = group.children;
  halo?.setAttribute("d", path);
  thin?.setAttribute("d", path);
  text?.setAttribute("x", String(label.x));
  text?.setAttribute("y", String(label.y));
}
