// <cairn-add-line>: a row to type titles into, one after the other. Enter saves and the next one follows, an empty Enter or Esc
// leaves; Ctrl Enter goes on in the full form with what was typed. What was typed is kept for this tab until it is saved.
//
// A row opts in with data-url-n, the address of the full form, and data-id; the page holds the template once (goals/_adding.html).

import { freshKey, htmx, keep, kept, requestOf } from "./page";
import { below, level } from "./rows";

const LINE = ".row.is-adding";

/** Puts the line after everything below a row. False when the row or the page has none, so that the full form is opened. */
export function startLine(row: HTMLElement): boolean {
  const template = document.getElementById("add-template");
  const form = row.dataset.urlN;
  if (!form || !(template instanceof HTMLTemplateElement) || !htmx()) return false;
  document.querySelector(LINE)?.remove();
  const line = (template.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>(LINE);
  const add = line?.querySelector<CairnAddLine>("cairn-add-line");
  if (!line || !add) return false;
  line.setAttribute("aria-level", String(level(row) + 1));
  (below(row).at(-1) ?? row).after(line);
  add.begin(row, form);
  htmx()?.process(line);
  return true;
}

export class CairnAddLine extends HTMLElement {
  private row: HTMLElement | null = null;
  private address = "";

  connectedCallback(): void {
    this.addEventListener("input", () => keep(sessionStorage, this.draft, this.field.value || null));
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("click", this.onClick);
    this.addEventListener("htmx:afterRequest", this.onSaved);
  }

  begin(row: HTMLElement, address: string): void {
    this.row = row;
    this.address = address;
    const kind = new URL(address, location.href).searchParams.get("kind") ?? "";
    this.form.setAttribute("hx-post", address.replace(/\/new\?.*$/, `/${row.dataset.id ?? ""}/children`));
    this.fillIn("kind", kind);
    this.fillIn("level", String(level(row)));
    this.fillIn("idempotency_key", freshKey());
    const words = this.getAttribute(`data-${kind}`) ?? "";
    this.field.placeholder = words;
    this.field.setAttribute("aria-label", words);
    this.field.value = kept(sessionStorage, this.draft) ?? "";
    this.field.focus();
    this.scrollIntoView({ block: "nearest" });
  }

  private get form(): HTMLFormElement { return this.querySelector("form") as HTMLFormElement; }
  private get field(): HTMLInputElement { return this.querySelector("input[name=title]") as HTMLInputElement; }
  private get draft(): string { return `line ${this.address}`; }

  private fillIn(name: string, value: string): void {
    const found = this.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (found) found.value = value;
  }

  private onKey = (event: KeyboardEvent): void => {
    const entered = event.key === "Enter" && event.target === this.field && !event.isComposing;
    if (entered && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.goOn(); }
    else if (event.key === "Escape" || (entered && !this.field.value.trim())) {
      event.preventDefault();
      event.stopPropagation();
      keep(sessionStorage, this.draft, null);
      this.close();
    }
  };

  private onClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest("a")) { event.preventDefault(); this.goOn(); }
  };

  /** On in the full form. */
  private goOn(): void {
    const title = this.field.value.trim();
    keep(sessionStorage, this.draft, null);
    location.assign(title ? `${this.address}&title=${encodeURIComponent(title)}` : this.address);
  }

  private onSaved = (event: Event): void => {
    const { elt, successful } = requestOf(event);
    if (elt !== this.form) return;
    this.field.toggleAttribute("aria-invalid", !successful);
    this.field.focus();
    this.scrollIntoView({ block: "nearest" });
    if (!successful) return;
    keep(sessionStorage, this.draft, null);
    this.row?.setAttribute("aria-expanded", "true");
    this.field.value = "";
    this.fillIn("idempotency_key", freshKey());
  };

  private close(): void {
    this.closest(LINE)?.remove();
    this.row?.focus();
  }
}
