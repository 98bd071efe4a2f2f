// <cairn-chart module="…/chart.js">: draws the JSON inside it. The sentence and the table beside the drawing say the same.

import { LineChart, BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { install as installStrictSvg } from "./chart-svg";
import { optionFor, type ChartData } from "./chart-option";

use([LineChart, BarChart, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, installStrictSvg]);

export function attach(element: HTMLElement): () => void {
  const area = element.querySelector<HTMLElement>(".chart-area");
  const source = element.querySelector("script[type='application/json']");
  if (!area || !source?.textContent) return () => undefined;
  const chart = init(area, null, { renderer: "svg" });
  chart.setOption(optionFor(JSON.parse(source.textContent) as ChartData, document.documentElement.lang));
  element.classList.add("is-drawn");
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(area);
  return () => { watch.disconnect(); chart.dispose(); };
}
