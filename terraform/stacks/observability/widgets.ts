/** A line of a graph: a metric, or an expression over metrics. */
export type Line =
  | { namespace: string; metric: string; dimensions: Record<string, string>; stat: string; label?: string; right?: boolean; region?: string }
  /** Metric maths or a search: for resources whose ids only AWS knows. */
  | { expression: string; label: string; right?: boolean; region?: string };

/** A graph of a dashboard. */
export interface Graph {
  title: string;
  lines: readonly Line[];
  /** `timeSeries` where left out. */
  view?: "timeSeries" | "singleValue";
  stacked?: boolean;
  /** What the left axis shows, e.g. `ms`. */
  unit?: string;
  /** Seconds of one point; 300 where left out. */
  period?: number;
}

/** A row of a dashboard: graphs side by side, or a heading. */
export type DashboardRow = { heading: string } | { graphs: readonly Graph[] } | { alarms: string; arns: readonly string[] };

const COLUMNS = 24;
const GRAPH_HEIGHT = 6;

/** The body of a CloudWatch dashboard. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function dashboardBody(region: string, rows: readonly DashboardRow[]): string {
  const widgets: object[] = [];
  let y = 0;
  for (const row of rows) {
    if ("heading" in row) {
      widgets.push({ type: "text", x: 0, y, width: COLUMNS, height: 1, properties: { markdown: `## ${row.heading}`, background: "transparent" } });
      y += 1;
    } else if ("alarms" in row) {
      widgets.push({ type: "alarm", x: 0, y, width: COLUMNS, height: 3, properties: { title: row.alarms, alarms: row.arns } });
      y += 3;
    } else {
      const width = Math.floor(COLUMNS / row.graphs.length);
      row.graphs.forEach((graph, index) => {
        widgets.push({ type: "metric", x: index * width, y, width, height: GRAPH_HEIGHT, properties: graphProperties(region, graph) });
      });
      y += GRAPH_HEIGHT;
    }
  }
  return JSON.stringify({ start: "-PT12H", periodOverride: "inherit", widgets });
}

function graphProperties(region: string, { title, lines, view = "timeSeries", stacked = false, unit, period = 300 }: Graph): object {
  return {
    title,
    region,
    view,
    stacked,
    period,
    metrics: lines.map((line, index) => lineOf(line, index)),
    ...(unit !== undefined && { yAxis: { left: { label: unit, showUnits: false, min: 0 } } }),
  };
}

function lineOf(line: Line, index: number): unknown[] {
  const shared = { id: `line${index}`, ...(line.label !== undefined && { label: line.label }), ...(line.right && { yAxis: "right" }), ...(line.region && { region: line.region }) };
  if ("expression" in line) return [{ ...shared, expression: line.expression }];
  return [line.namespace, line.metric, ...Object.entries(line.dimensions).flat(), { ...shared, stat: line.stat }];
}
