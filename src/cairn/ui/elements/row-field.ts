// <cairn-row-field>: one field of a row, changed in its place. Enter saves and the row is drawn anew, Esc puts it back; a new title
// that was not saved is kept for this tab.
//
// A row opts in with data-url-e, the address of the full form: its fields lie beside it. The title's field comes from a template of
// the page (goals/_renaming.html), so that what is typed right after F2 is not lost; the others are fetched.

import { freshKey, htmx, keep, kept } from "./page";

/** Opens a field of a row. False when the row or the page has none, so that the ordinary link is followed. */
export function startField(row: HTMLElement, name: string): boolean {
  const address = row.dataset.urlE?.replace(/\/edit$/, `/fields/${name}`);
  const template = document.getElementById("title-template");
  if (!address || !(template instanceof HTMLTemplateElement) || !htmx()) return false;
  document.querySelector<CairnRowField>(".row > cairn-row-field")?.leave();
  if (name !== "title") { void htmx()?.ajax("GET", address, { source: row, target: row, swap: "beforeend" }); return true; }
  const field = (template.content.cloneNode(true) as DocumentFragment).querySelector<CairnRowField>("cairn-row-field");
  if (!field) return false;
  row.append(field);
  field.rename(address);
  return true;
}

export class CairnRowField extends HTMLElement {
  private row: HTMLElement | null = null;

  connectedCallback(): void {
    this.row = this.closest<HTMLElement>(".row");
    if (!this.row) return; // on a page of its own it is an ordinary form
    this.fillIn("idempotency_key", freshKey());
    this.fillIn("level", this.row.getAttribute("aria-level") ?? "1");
    this.fillIn("parent", this.row.dataset.parent ?? "");
    this.fillIn("expanded", this.row.getAttribute("aria-expanded") ?? "");
    this.addEventListener("input", this.onInput);
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("click", this.onClick);
    this.addEventListener("submit", this.onSubmit, true);
    this.addEventListener("htmx:load", this.enter); // not before: what hears the focus is at work only then
  }

  private enter = (): void => {
    const first = "[data-first]:checked, select[data-first], input[name=title], input[type=search]";
    this.querySelector<HTMLElement>(first)?.focus();
    this.scrollIntoView({ block: "nearest" });
  };

  /** Swept away with its row by the answer, which brought the row anew: that one gets the focus, unless somebody has gone on. */
  disconnectedCallback(): void {
    const row = this.row;
    if (!row || row.isConnected) return;
    keep(sessionStorage, this.draft, null);
    queueMicrotask(() => { if (document.activeElement === document.body) document.getElementById(row.id)?.focus(); });
  }

  rename(address: string): void {
    const name = this.row?.querySelector<HTMLElement>(".row-title [data-version]");
    this.form?.setAttribute("action", address);
    this.form?.setAttribute("hx-post", address);
    this.fillIn("version", name?.dataset.version ?? "");
    htmx()?.process(this);
    this.dataset.was = name?.textContent ?? "";
    this.fillIn("title", kept(sessionStorage, this.draft) ?? this.dataset.was);
    this.enter();
    this.title_?.select();
  }

  leave(): void {
    const row = this.row;
    keep(sessionStorage, this.draft, null);
    this.remove();
    row?.focus();
  }

  private get form(): HTMLFormElement | null { return this.querySelector("form"); }
  private get title_(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input[name=title]"); }
  private get draft(): string { return `field ${this.form?.getAttribute("action") ?? ""}`; }

  private fillIn(name: string, value: string): void {
    const found = this.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (found) found.value = value;
  }

  private onInput = (): void => { if (this.title_) keep(sessionStorage, this.draft, this.title_.value); };

  private onClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest("[data-leaves]")) { event.preventDefault(); this.leave(); }
  };

  /** A title that stays as it was needs no answer. */
  private onSubmit = (event: Event): void => {
    if (this.dataset.was === undefined || this.title_?.value.trim() !== this.dataset.was.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    this.leave();
  };

  private onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    } else if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.matches("select, input")) {
      event.preventDefault();
      if (!this.choose(event.target)) this.form?.requestSubmit();
    }
  };

  /** Enter in a search takes the first that was found, and is ready for the next Enter, which saves. */
  private choose(field: HTMLElement): boolean {
    const found = this.querySelector<HTMLInputElement>(".is-found input:not(:checked)");
    if (!(field instanceof HTMLInputElement) || field.type !== "search" || !field.value.trim() || !found) return false;
    found.checked = true;
    field.value = "";
    return true;
  }
}
