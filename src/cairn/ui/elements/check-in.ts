// <cairn-check-in>: type "42", "+3", "60%" or "42 at risk: supplier late" in the row. The server reads it; this shows what it
// answers. Enter saves, Esc puts the row back, and what was typed is kept for this tab until it is saved.
//
// A row opts in with data-check-in="<address to post to>" and data-check-in-hint="<address of the hint>"; the page holds the
// template once (ui/_check_in.html).

import { freshKey, htmx, keep, kept, requestOf } from "./page";

/** Opens the field in a row. False when the row or the page has none, so that the ordinary link is followed. */
export function startCheckIn(row: HTMLElement): boolean {
  const address = row.dataset.checkIn;
  const template = document.getElementById("check-in-template");
  if (!address || !(template instanceof HTMLTemplateElement) || !htmx()) return false;
  let entry = row.querySelector<CairnCheckIn>(":scope > cairn-check-in");
  if (!entry) {
    entry = (template.content.cloneNode(true) as DocumentFragment).querySelector<CairnCheckIn>("cairn-check-in");
    if (!entry) return false;
    const form = entry.querySelector("form");
    const field = entry.querySelector<HTMLInputElement>("input[name=entry]");
    form?.setAttribute("action", address);
    form?.setAttribute("hx-post", address);
    if (row.dataset.checkInHint) field?.setAttribute("hx-get", row.dataset.checkInHint);
    row.append(entry);
    htmx()?.process(entry);
  }
  entry.focusField();
  return true;
}

export class CairnCheckIn extends HTMLElement {
  connectedCallback(): void {
    this.row?.classList.add("is-typing");
    const key = this.querySelector<HTMLInputElement>("input[name=idempotency_key]");
    if (key) key.value = freshKey();
    if (this.field && !this.field.value) this.field.value = kept(sessionStorage, this.draft) ?? "";
    this.addEventListener("input", this.onInput);
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("htmx:afterRequest", this.onSaved);
  }

  disconnectedCallback(): void { this.row?.classList.remove("is-typing"); }

  focusField(): void { this.field?.focus(); this.field?.select(); }

  private get row(): HTMLElement | null { return this.closest<HTMLElement>(".row"); }
  private get form(): HTMLFormElement | null { return this.querySelector("form"); }
  private get field(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input[name=entry]"); }
  private get draft(): string { return `check-in ${this.form?.getAttribute("action") ?? ""}`; }

  private onInput = (): void => keep(sessionStorage, this.draft, this.field?.value || null);

  private onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    keep(sessionStorage, this.draft, null);
    this.close();
  };

  /** A success answers with the changed rows, this one among them; if it stays, it has to step back by itself. */
  private onSaved = (event: Event): void => {
    const { elt, successful } = requestOf(event);
    if (elt !== this.form) return;
    if (!successful) { this.field?.setAttribute("aria-invalid", "true"); this.field?.focus(); return; }
    keep(sessionStorage, this.draft, null);
    const id = this.row?.id;
    this.close();
    // Only when the answer swept the focus away: whoever has gone on meanwhile, into the panel say, stays there.
    const back = (): void => { if (id && document.activeElement === document.body) document.getElementById(id)?.focus(); };
    document.body.addEventListener("htmx:afterSettle", back, { once: true });
  };

  private close(): void {
    const row = this.row;
    row?.classList.remove("is-typing");
    this.remove();
    row?.focus();
  }
}
