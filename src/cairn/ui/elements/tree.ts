// <cairn-tree role="treegrid">: the keyboard of the tree, one row in the tab order, children fetched when opened.
//
// A row is a direct child with role="row" and aria-level; aria-expanded says that it has something below it. Its disclosure
// carries data-twist and, when the children are not on the page yet, hx-get with hx-trigger="open-row", hx-target="closest .row"
// and hx-swap="afterend". Whatever has data-key="c" (e, a, n, ., Enter) in the row or its menu is what that key does; a row may
// name addresses instead: data-url-e, data-url-a, data-url-n. F2, o, t and p change a field in the row (row-field.ts), as does
// whatever has data-field="title" (owner, type, period).

import { htmx, isWriting, plainKey, requestOf } from "./page";
import { startLine } from "./add-line";
import { startCheckIn } from "./check-in";
import { startField } from "./row-field";
import { below, level } from "./rows";

const INNER = "a[href], button, input, select, summary";
const FIELDS: Record<string, string> = { F2: "title", o: "owner", t: "type", p: "period" }; // changed in the row, by key

export class CairnTree extends HTMLElement {
  private current: HTMLElement | null = null;
  private waiting: HTMLElement | null = null; // for its children, to have a line added below them
  private watch = new MutationObserver(() => this.settle());

  connectedCallback(): void {
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("click", this.onClick);
    this.addEventListener("focusin", (event) => this.makeCurrent(this.rowOf(event.target)));
    this.addEventListener("htmx:afterRequest", this.onLoaded);
    this.watch.observe(this, { childList: true });
    this.settle();
  }

  disconnectedCallback(): void { this.watch.disconnect(); }

  get rows(): HTMLElement[] { return Array.from(this.querySelectorAll<HTMLElement>(":scope > .row[aria-level]:not(.is-adding)")); }

  focusRow(): void { (this.current ?? this.visible()[0])?.focus(); }

  private visible(): HTMLElement[] { return this.rows.filter((row) => !row.hidden); }

  private rowOf(target: EventTarget | null): HTMLElement | null {
    const row = target instanceof Element ? target.closest<HTMLElement>(".row[aria-level]:not(.is-adding)") : null;
    return row?.parentElement === this ? row : null;
  }

  /** Rows may come, go and be replaced at any time; exactly one of them stays reachable by Tab. */
  private settle(): void {
    const rows = this.rows;
    if (this.current && !this.current.isConnected) this.current = this.current.id ? document.getElementById(this.current.id) : null;
    const chosen = this.current ?? rows.find((row) => row.getAttribute("aria-selected") === "true") ?? rows[0] ?? null;
    for (const row of rows) if (row !== chosen && row.tabIndex !== -1 || !row.hasAttribute("tabindex")) this.reach(row, false);
    this.makeCurrent(chosen);
  }

  private makeCurrent(row: HTMLElement | null): void {
    if (!row || (row === this.current && row.tabIndex === 0)) return;
    if (this.current?.isConnected && this.current !== row) this.reach(this.current, false);
    this.current = row;
    this.reach(row, true);
  }

  private reach(row: HTMLElement, reachable: boolean): void {
    row.tabIndex = reachable ? 0 : -1;
    for (const inner of row.querySelectorAll<HTMLElement>(INNER)) {
      if (!inner.hasAttribute("data-twist")) inner.tabIndex = reachable ? 0 : -1;
    }
  }

  private onKey = (event: KeyboardEvent): void => {
    const row = this.rowOf(event.target);
    if (!row || isWriting(event.target) || !plainKey(event) || (event.target as Element).closest("cairn-row-field")) return;
    const onRow = event.target === row;
    const rows = this.visible();
    const at = rows.indexOf(row);
    const open = row.getAttribute("aria-expanded");
    const forward = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const go = (to: HTMLElement | undefined): void => { event.preventDefault(); to?.focus(); };

    if (event.key === "ArrowDown" || event.key === "j") go(rows[at + 1]);
    else if (event.key === "ArrowUp" || event.key === "k") go(rows[at - 1]);
    else if (event.key === "Home") go(rows[0]);
    else if (event.key === "End") go(rows[rows.length - 1]);
    else if (event.key === forward && open === "false") { event.preventDefault(); this.open(row); }
    else if (event.key === forward && open === "true") go(rows[at + 1]);
    else if (event.key === back && open === "true") { event.preventDefault(); this.close(row); }
    else if (event.key === back) go(rows.slice(0, at).reverse().find((other) => level(other) < level(row)));
    else if (FIELDS[event.key]) { if (startField(row, FIELDS[event.key] ?? "")) event.preventDefault(); }
    else if ((event.key === "Enter" && onRow) || "cean.".includes(event.key) && event.key.length === 1) this.act(row, event);
  };

  private act(row: HTMLElement, event: KeyboardEvent): void {
    event.preventDefault();
    if (event.key === "c" && startCheckIn(row)) return;
    if (event.key === "n" && this.add(row)) return;
    const menu = row.querySelector<HTMLElement>(".row-menu [popovertarget]")?.getAttribute("popovertarget");
    const wanted = `[data-key="${event.key}"]`;
    const found = row.querySelector<HTMLElement>(wanted) ?? (menu ? document.getElementById(menu)?.querySelector<HTMLElement>(wanted) : null);
    const address = row.getAttribute(`data-url-${event.key}`);
    if (found) found.click();
    else if (address) location.assign(address);
  }

  private onClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const row = this.rowOf(target);
    if (!row || !target || event.metaKey || event.ctrlKey) return;
    if (target.closest("[data-twist]")) {
      event.preventDefault();
      if (row.getAttribute("aria-expanded") === "true") this.close(row); else this.open(row);
    } else if (target.closest('[data-key="c"]')) {
      if (startCheckIn(row)) event.preventDefault();
    } else if (target.closest('[data-key="n"]')) {
      if (this.add(row)) event.preventDefault();
    } else if (target.closest("[data-field]")) {
      if (startField(row, target.closest<HTMLElement>("[data-field]")?.dataset.field ?? "")) event.preventDefault();
    } else if (target.closest('[data-key="Enter"][hx-get]')) {
      for (const other of this.rows) other.toggleAttribute("aria-selected", false);
      row.setAttribute("aria-selected", "true");
    }
  };

  /** A line to type into, below the row's children; they are fetched first where they are not on the page yet. */
  private add(row: HTMLElement): boolean {
    if (!row.dataset.urlN) return false;
    if (row.getAttribute("aria-expanded") !== "false") return startLine(row);
    this.open(row);
    if (row.hasAttribute("aria-busy")) this.waiting = row; else startLine(row);
    return true;
  }

  private open(row: HTMLElement): void {
    row.setAttribute("aria-expanded", "true");
    const twist = row.querySelector("[data-twist]");
    if (below(row).length > 0) this.show(row);
    else if (twist?.hasAttribute("hx-get")) { row.setAttribute("aria-busy", "true"); htmx()?.trigger(twist, "open-row"); }
  }

  private close(row: HTMLElement): void {
    row.setAttribute("aria-expanded", "false");
    for (const other of below(row)) other.hidden = true;
  }

  /** Shows what lies below, except where a row in between is closed. */
  private show(row: HTMLElement): void {
    let closed = Infinity;
    for (const other of below(row)) {
      if (level(other) <= closed) closed = Infinity;
      other.hidden = level(other) > closed;
      if (!other.hidden && other.getAttribute("aria-expanded") === "false") closed = level(other);
    }
  }

  private onLoaded = (event: Event): void => {
    const { elt, successful } = requestOf(event);
    if (!elt.hasAttribute("data-twist")) return;
    const row = this.rowOf(elt);
    row?.removeAttribute("aria-busy");
    if (row && !successful) row.setAttribute("aria-expanded", "false");
    if (row && row === this.waiting) { this.waiting = null; if (successful) startLine(row); }
  };
}
