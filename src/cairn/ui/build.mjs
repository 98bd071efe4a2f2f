// Bundles the stylesheet and the custom elements, and gathers the icons in use into one sprite.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "static/ui/dist");
await mkdir(out, { recursive: true });

await build({
  entryPoints: { cairn: join(here, "css/cairn.css") },
  outdir: out, bundle: true, minify: true, target: "es2022", logLevel: "warning",
});
await build({
  entryPoints: { cairn: join(here, "elements/cairn.ts"), chart: join(here, "elements/chart.ts"), drag: join(here, "elements/drag.ts"), board: join(here, "elements/board.ts"), tiles: join(here, "elements/tiles.ts") },
  outdir: out, bundle: true, minify: true, format: "esm", target: "es2022", sourcemap: true, logLevel: "warning",
});

await build({
  entryPoints: { worker: join(here, "elements/worker.ts") },
  outdir: out, bundle: true, minify: true, format: "iife", target: "es2022", logLevel: "warning",
});

const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
const symbols = await Promise.all(names.map(async (name) => {
  const svg = await readFile(join(here, "../../../node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  return `<symbol id="${name}" viewBox="0 0 24 24">${svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")}</symbol>`;
}));
await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
