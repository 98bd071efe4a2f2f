// The SVG painter of the chart library writes style attributes, which Cairn's policy forbids. This one writes the same as
// presentation attributes; the position of the drawing itself stands in chart.css.

import SVGPainter from "zrender/lib/svg/Painter";

interface VNode { attrs?: Record<string, unknown>; children?: VNode[] }

function strict(node: VNode): VNode {
  const attrs = node.attrs;
  if (attrs && typeof attrs.style === "string") {
    for (const [name, value] of declarations(attrs.style)) attrs[name] = value;
    delete attrs.style;
  }
  node.children?.forEach(strict);
  return node;
}

function declarations(style: string): [string, string][] {
  const found: [string, string][] = [];
  for (const part of style.split(";")) {
    const [name, ...rest] = part.split(":");
    const value = rest.join(":").trim();
    if (!name?.trim() || !value) continue;
    if (name.trim() === "font") {
      const [, weight, size] = /(?:(bold|\d{3})\s+)?([\d.]+px)/.exec(value) ?? [];
      if (weight) found.push(["font-weight", weight]);
      if (size) found.push(["font-size", size]);
    } else if (name.trim() !== "font-family") found.push([name.trim(), value]);
  }
  return found;
}

class StrictPainter extends SVGPainter {
  renderToVNode(options?: Parameters<SVGPainter["renderToVNode"]>[0]): ReturnType<SVGPainter["renderToVNode"]> {
    const root = super.renderToVNode(options);
    strict(root as VNode);
    // The painter sets the style of the root once more after this; it finds no place for it.
    Object.defineProperty(root.attrs, "style", { configurable: true, enumerable: false, get: () => undefined, set: () => undefined });
    return root;
  }
}

export function install(registers: { registerPainter(name: string, painter: unknown): void }): void {
  registers.registerPainter("svg", StrictPainter);
}
