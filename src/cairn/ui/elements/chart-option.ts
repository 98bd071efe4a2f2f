// From Cairn's data to the chart library's options. Colours are the page's own variables, so a change of theme needs no redraw.

type Point = [day: string, value: number];
type Band = [day: string, low: number, likely: number, high: number];

export type ChartData =
  | { kind: "course"; unit: string; start: string; end: string; day: string; today?: string; actual: Point[]; expected: Point[]; forecast?: Band[];
      bounds?: number[]; risks?: [low: number | null, high: number | null][]; scale?: [low: number, high: number] | null;
      names: { actual: string; expected: string; forecast: string; bound?: string } }
  | { kind: "series"; type: "line" | "bar"; stacked?: boolean; unit: string; categories: string[];
      series: { name: string; values: (number | null)[]; status?: string }[] };

const LABELS_INSIDE = { outerBoundsMode: "same", outerBoundsContain: "axisLabel" };
const INK = "var(--ink-3)";
const LINE = "var(--line)";
const STATUS: Record<string, string> = {
  not_started: "var(--idle)", in_progress: "var(--ink-3)", on_track: "var(--good)", behind: "var(--warn)", at_risk: "var(--bad)",
  closed: "var(--done)", postponed: "var(--calm)",
};
const OTHERS = ["var(--accent)", "var(--calm)", "var(--good)", "var(--warn)", "var(--done)", "var(--bad)"];

export function optionFor(data: ChartData, language: string): Record<string, unknown> {
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const write = (value: unknown): string => typeof value === "number" ? `${amount.format(value)}${data.unit ? `\u00a0${data.unit}` : ""}` : "–";
  const common = {
    animation: false, textStyle: { color: INK, fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 2, right: 14, top: 12, bottom: 2, ...LABELS_INSIDE },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: "var(--ink)", borderWidth: 0, padding: [6, 10],
      textStyle: { color: "var(--on-ink)", fontSize: 12 }, axisPointer: { lineStyle: { color: "var(--line-control)", type: "solid" } }, valueFormatter: write },
    yAxis: { type: "value", scale: true, splitNumber: 3, splitLine: { lineStyle: { color: LINE } }, axisLabel: { color: INK, formatter: write } },
  };
  if (data.kind !== "course") return { ...common, ...series(data) };
  const yAxis = data.scale ? { ...common.yAxis, min: data.scale[0], max: data.scale[1], axisLabel: { ...common.yAxis.axisLabel, showMinLabel: false, showMaxLabel: false } } : common.yAxis;
  return { ...common, yAxis, ...course(data, language) };
}

function course(data: Extract<ChartData, { kind: "course" }>, language: string): Record<string, unknown> {
  const day = dayWriter(data.day, language);
  const still = { emphasis: { disabled: true }, symbol: "none" };
  const band = data.forecast ?? [];
  const bounds = (data.bounds ?? []).map((bound) => ({ ...still, name: data.names.bound ?? "", type: "line", data: [[data.start, bound], [data.end, bound]],
    lineStyle: { color: "var(--bad)", width: 1.5, type: [2, 4] } }));
  const risks = (data.risks ?? []).map(([low, high]) => [{ yAxis: low ?? -Infinity }, { yAxis: high ?? Infinity }]);
  return {
    xAxis: { type: "time", min: data.start, max: data.end, splitNumber: 3, axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false },
      axisLabel: { color: INK, hideOverlap: true, margin: 10, alignMinLabel: "left", formatter: day }, splitLine: { show: false } },
    series: [
      { ...still, name: data.names.expected, type: "line", data: data.expected, lineStyle: { color: INK, width: 1.2, type: [3, 4] } },
      { ...still, type: "line", stack: "band", data: band.map(([at, low]) => [at, low]), lineStyle: { opacity: 0 }, tooltip: { show: false } },
      { ...still, type: "line", stack: "band", data: band.map(([at, low, , high]) => [at, high - low]), lineStyle: { opacity: 0 },
        areaStyle: { color: "var(--accent)", opacity: 0.14 }, tooltip: { show: false } },
      { ...still, name: data.names.forecast, type: "line", data: band.map(([at, , likely]) => [at, likely]), lineStyle: { color: "var(--accent)", width: 1.4, type: [2, 3] } },
      ...bounds,
      { ...still, name: data.names.actual, type: "line", data: data.actual, symbol: "circle", symbolSize: 7, showAllSymbol: data.actual.length < 40,
        lineStyle: { color: "var(--accent)", width: 2 }, itemStyle: { color: "var(--sheet)", borderColor: "var(--accent)", borderWidth: 2 },
        markLine: data.today ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: "var(--line-control)", type: "solid", width: 1 }, data: [{ xAxis: data.today }] } : undefined,
        markArea: risks.length ? { silent: true, itemStyle: { color: "var(--bad)", opacity: 0.1 }, data: risks } : undefined },
    ],
  };
}

/** Writes days by the server's pattern for this reader (ui/dates.py): "j M", "d.m", "Y-m-d". */
function dayWriter(pattern: string, language: string): (at: number) => string {
  const month = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" });
  const two = (value: number): string => String(value).padStart(2, "0");
  return (at) => {
    const day = new Date(at);
    const parts: Record<string, string> = {
      j: String(day.getUTCDate()), d: two(day.getUTCDate()), m: two(day.getUTCMonth() + 1), M: month.format(day), Y: String(day.getUTCFullYear()),
    };
    return pattern.replace(/[jdmMY]/g, (mark) => parts[mark] ?? mark);
  };
}

function series(data: Extract<ChartData, { kind: "series" }>): Record<string, unknown> {
  return {
    xAxis: { type: "category", data: data.categories, axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false }, axisLabel: { color: INK, hideOverlap: true } },
    legend: data.series.length > 1 ? { bottom: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, itemGap: 16, textStyle: { color: INK, fontSize: 12 } } : undefined,
    grid: { left: 2, right: 14, top: 12, bottom: data.series.length > 1 ? 28 : 2, ...LABELS_INSIDE },
    series: data.series.map((one, at) => {
      const color = STATUS[one.status ?? ""] ?? OTHERS[at % OTHERS.length];
      return { name: one.name, type: data.type, data: one.values, stack: data.stacked ? "all" : undefined, barMaxWidth: 28, symbol: "none",
        emphasis: { disabled: true }, itemStyle: { color, borderRadius: data.type === "bar" && !data.stacked ? [3, 3, 0, 0] : 0 }, lineStyle: { color, width: 2 } };
    }),
  };
}
