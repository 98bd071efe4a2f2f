// <cairn-palette>: search or jump from anywhere. Pages of the rail are matched here, everything else is asked of the server
// (the input's hx-get answers with links of class palette-item).

import { htmx, requestOf } from "./page";

export class CairnPalette extends HTMLElement {
  private pages: HTMLElement[] = [];
  private does = "";

  connectedCallback(): void {
    this.pages = Array.from(this.querySelectorAll<HTMLElement>("[data-page]"));
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("htmx:configRequest", (event) => { if (this.does) (event as CustomEvent<{ parameters: Record<string, string> }>).detail.parameters.do = this.does; });
    this.addEventListener("htmx:beforeRequest", (event) => { if (!this.words && !this.does) { event.preventDefault(); this.list([]); } });
    this.addEventListener("click", this.onCommand);
    this.dialog?.addEventListener("close", () => this.ask(""));
    this.addEventListener("htmx:afterSwap", (event) => { if (requestOf(event).target === this.found) this.list(Array.from(this.found?.children ?? [])); });
    this.addEventListener("submit", (event) => { if (this.chosen) { event.preventDefault(); this.chosen.click(); } });
    this.dialog?.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog?.close(); });
  }

  /** The command under a key, also while the list shows something else. */
  command(key: string): HTMLElement | undefined { return this.pages.find((page) => page.dataset.shiftKey === key); }

  open(): void {
    if (!this.dialog || this.dialog.open) return;
    this.dialog.showModal();
    this.input?.select();
    this.choose(this.items[0]);
  }

  private get dialog(): HTMLDialogElement | null { return this.querySelector("dialog"); }
  private get input(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input[type=search]"); }
  private get found(): HTMLElement | null { return this.querySelector<HTMLElement>(".palette-found"); }
  private get items(): HTMLElement[] { return Array.from(this.querySelectorAll<HTMLElement>(".palette-item")); }
  private get chosen(): HTMLElement | null { return this.querySelector<HTMLElement>('.palette-item[aria-selected="true"]'); }
  private get words(): string { return (this.input?.value ?? "").trim().toLocaleLowerCase(); }

  /** A command that goes on asking: the list now shows what it could be done with. */
  private onCommand = (event: MouseEvent): void => {
    const command = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-does]") : null;
    if (!command || event.metaKey) return;
    event.preventDefault();
    this.open();
    this.ask(command.dataset.does ?? "", command.querySelector("span")?.textContent ?? "");
    if (this.input) htmx()?.trigger(this.input, "asks");
  };

  private ask(does: string, label = ""): void {
    const input = this.input;
    if (!input) return;
    this.plain ||= input.placeholder;
    if (does || this.does) input.value = "";
    this.does = does;
    input.placeholder = label || this.plain;
    this.list([]);
    input.focus();
  }

  private plain = "";

  private list(answers: Element[]): void {
    const pages = this.does ? [] : this.pages.filter((page) => (page.textContent ?? "").toLocaleLowerCase().includes(this.words));
    this.found?.replaceChildren(...pages, ...answers.filter((answer) => !this.pages.includes(answer as HTMLElement)));
    this.choose(this.items[0]);
  }

  private choose(item: HTMLElement | undefined): void {
    for (const [number, other] of this.items.entries()) {
      other.id ||= `palette-${number}`;
      other.setAttribute("aria-selected", String(other === item));
    }
    if (item) { this.input?.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    else this.input?.removeAttribute("aria-activedescendant");
  }

  private onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing) {  // by itself the first press only empties a search field
      event.preventDefault();
      this.dialog?.close();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || event.isComposing) return;
    event.preventDefault();
    const items = this.items;
    const at = this.chosen ? items.indexOf(this.chosen) : -1;
    this.choose(items[(at + step + items.length) % items.length]);
  };
}
