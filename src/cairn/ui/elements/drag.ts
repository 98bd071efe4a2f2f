// <cairn-drag module="…/drag.js"> around a tree: drag a row to reorder it, to align it to another, or to the top level.
// The list does not move until the server has answered. All of it is in the row's menu too.
//
// Rows carry data-id, data-parent (id of the row above, empty at the top), data-kind; where to send things: data-position-url
// (after or before=<id>), data-align-url (parent=<id>), data-promote-url (before or after=<id>); and why not: data-refuse="reason",
// data-refuse-objective, -key_result, -project="reason" for what may not be dropped on it. The element carries the words:
// data-into, data-promote, data-cycle, data-elsewhere, data-fixed.

import Sortable from "sortablejs";
import { htmx } from "./page";
import { below } from "./rows";

type Way = "into" | "before" | "after";
type Drop = { row: HTMLElement; way: Way; url: string; word: string } | { row: HTMLElement; way: "no"; word: string };

export function attach(element: HTMLElement): () => void {
  const tree = element.querySelector<HTMLElement>("cairn-tree");
  if (!tree) return () => undefined;
  const drag = new Drag(element);
  const sortable = Sortable.create(tree, {
    draggable: ".row[data-id]", handle: ".row-grip", forceFallback: true, fallbackOnBody: true, fallbackTolerance: 4,
    fallbackClass: "is-floating", ghostClass: "is-dragged", scroll: true, animation: 0,
    onMove: () => false,
    onStart: (event) => drag.start(event.item),
    onEnd: () => drag.end(),
  });
  return () => sortable.destroy();
}

class Drag {
  private row: HTMLElement | null = null;
  private drop: Drop | null = null;
  private word = document.createElement("span");

  constructor(private element: HTMLElement) { this.word.className = "drop-word"; this.word.setAttribute("role", "status"); }

  start(row: HTMLElement): void {
    this.row = row;
    document.body.classList.add("is-dragging");
    document.addEventListener("pointermove", this.onMove);
  }

  end(): void {
    document.removeEventListener("pointermove", this.onMove);
    document.body.classList.remove("is-dragging");
    const { row, drop } = this;
    this.show(null);
    this.row = null;
    if (!row || !drop || drop.way === "no") return;
    const name = drop.way === "into" ? "parent" : drop.way;
    void htmx()?.ajax("POST", drop.url, { source: row, target: row, swap: "none", values: { [name]: drop.row.dataset.id ?? "" } });
  }

  private onMove = (event: PointerEvent): void => {
    const under = document.elementsFromPoint(event.clientX, event.clientY)
      .map((each) => each.closest<HTMLElement>(".row[data-id]:not(.is-floating)"))
      .find((each) => each && this.element.contains(each));
    this.show(under && under !== this.row ? this.judge(under, event.clientY) : null);
  };

  /** The upper and lower quarter of a row mean before and after it, its middle means below it in the tree. */
  private judge(target: HTMLElement, y: number): Drop {
    const row = this.row as HTMLElement;
    const box = target.getBoundingClientRect();
    const part = (y - box.top) / box.height;
    const words = this.element.dataset;
    const refuse = (word: string | undefined): Drop => ({ row: target, way: "no", word: word ?? "" });
    if (below(row).includes(target)) return refuse(words.cycle);

    if (part > 0.25 && part < 0.75) {
      const reason = target.dataset.refuse ?? target.getAttribute(`data-refuse-${row.dataset.kind ?? ""}`);
      if (reason) return refuse(reason);
      const url = row.dataset.alignUrl;
      return url ? { row: target, way: "into", url, word: words.into ?? "" } : refuse(words.fixed);
    }
    const way: Way = part <= 0.25 ? "before" : "after";
    const siblings = (row.dataset.parent ?? "") === (target.dataset.parent ?? "");
    if (siblings) return row.dataset.positionUrl ? { row: target, way, url: row.dataset.positionUrl, word: "" } : refuse(words.fixed);
    if (!target.dataset.parent && row.dataset.promoteUrl) return { row: target, way, url: row.dataset.promoteUrl, word: words.promote ?? "" };
    return refuse(words.elsewhere);
  }

  private show(drop: Drop | null): void {
    if (this.drop) this.drop.row.removeAttribute("data-drop");
    this.word.remove();
    this.drop = drop;
    if (!drop) return;
    drop.row.dataset.drop = drop.way;
    if (drop.word) { this.word.textContent = drop.word; drop.row.append(this.word); }
  }
}
