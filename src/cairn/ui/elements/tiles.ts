// <cairn-tiles module="…/tiles.js"> around an <ol class="tiles">: drag a tile to another place, or do the same with the keyboard:
// arrows go from tile to tile, Shift and an arrow moves one. What may move has data-place, where to send it (before= or
// after=<id>). The tiles come back from the server as they then stand. All of it is in the tile's menu too.

import Sortable from "sortablejs";
import { htmx } from "./page";

const tilesOf = (element: Element): HTMLElement[] => [...element.querySelectorAll<HTMLElement>(".tile")];
const linkOf = (tile: Element | undefined): HTMLElement | null => tile?.querySelector<HTMLElement>(":scope > a") ?? null;

export function attach(element: HTMLElement): () => void {
  element.dataset.canDrag = "";
  let sortable: Sortable | null = null;
  let focusOn = ""; // what is focused when the tiles come back: "id a" the tile's link, "id button" its menu

  const start = (): void => {
    sortable?.destroy();
    const list = element.querySelector<HTMLElement>("ol.tiles");
    sortable = list?.querySelector("[data-place]") ? Sortable.create(list, {
      draggable: ".tile[data-place]", filter: "button, .menu", preventOnFilter: false, delay: 150, delayOnTouchOnly: true,
      ghostClass: "is-dragged", animation: 0,
      onEnd: ({ item, oldIndex, newIndex }) => { if (oldIndex !== newIndex) send(element, item); },
    }) : null;
    const [id, part] = focusOn.split(" ");
    focusOn = "";
    if (id) element.querySelector<HTMLElement>(`.tile[data-id="${id}"] > ${part}`)?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>(".tile") : null;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!tile || event.target !== linkOf(tile) || step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const tiles = tilesOf(element);
    const other = tiles[tiles.indexOf(tile) + step * (getComputedStyle(tile).direction === "rtl" ? -1 : 1)];
    if (!event.shiftKey) { linkOf(other)?.focus(); return; }
    if (!other || !tile.dataset.place) return;
    if (tiles.indexOf(other) < tiles.indexOf(tile)) other.before(tile); else other.after(tile);
    focusOn = `${tile.dataset.id ?? ""} a`;
    send(element, tile);
  };
  const remember = (event: Event): void => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>(".tile") : null;
    if (tile) focusOn = `${tile.dataset.id ?? ""} button`;
  };

  element.addEventListener("keydown", keys);
  element.addEventListener("submit", remember);
  element.addEventListener("htmx:afterSettle", start);
  start();
  return () => {
    sortable?.destroy();
    element.removeEventListener("keydown", keys);
    element.removeEventListener("submit", remember);
    element.removeEventListener("htmx:afterSettle", start);
  };
}

/** Tells the server where a tile stands now. */
function send(element: HTMLElement, tile: HTMLElement): void {
  const [before, after] = [tile.nextElementSibling, tile.previousElementSibling].map((each) => (each as HTMLElement | null)?.dataset.id);
  const beside: Record<string, string> = before ? { before } : after ? { after } : {};
  const url = tile.dataset.place;
  if (url) void htmx()?.ajax("POST", url, { source: element, target: element, swap: "innerHTML", values: beside });
}
