// <cairn-mention data-from="…"> around a textarea, or around a form whose first one it is: after an @ it offers people, by arrows, Enter, Tab or a click.
// The server answers with the list; without a script one writes @Name or @address.

const TYPED = /(?:^|[\s([{"'“])@([^\s@]*(?: [^\s@]*)?)$/u;

export class CairnMention extends HTMLElement {
  private asked = "";
  private timer = 0;

  connectedCallback(): void {
    this.addEventListener("input", () => { clearTimeout(this.timer); this.timer = window.setTimeout(() => void this.offer(), 120); });
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("mousedown", (event) => {
      const choice = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (choice) { event.preventDefault(); this.take(choice); }
    });
    this.addEventListener("focusout", () => this.close());
  }

  disconnectedCallback(): void { clearTimeout(this.timer); }

  private get field(): HTMLTextAreaElement | null { return this.querySelector("textarea"); }
  private get list(): HTMLElement | null { return this.querySelector<HTMLElement>(".mentions"); }
  private get choices(): HTMLElement[] { return Array.from(this.querySelectorAll<HTMLElement>("[role=option]")); }

  /** The letters after the last @ before the caret; null where nobody is being named. */
  private get typed(): string | null {
    const field = this.field;
    if (!field || field.selectionStart !== field.selectionEnd) return null;
    return TYPED.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
  }

  private async offer(): Promise<void> {
    const typed = this.typed;
    if (typed === null) { this.close(); return; }
    const address = new URL(this.dataset.from ?? "", location.href);
    address.searchParams.set("q", typed);
    this.asked = address.href;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || this.asked !== address.href || this.typed !== typed) return;
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".mentions");
    this.close();
    if (!list?.childElementCount) return;
    list.setAttribute("role", "listbox");
    list.id = `${this.field?.id ?? "mention"}-people`;
    this.field?.after(list);
    this.field?.setAttribute("aria-controls", list.id);
    this.field?.setAttribute("aria-expanded", "true");
    this.choose(this.choices[0]);
  }

  private choose(choice: HTMLElement | undefined): void {
    for (const other of this.choices) other.setAttribute("aria-selected", String(other === choice));
    if (!choice) return;
    this.field?.setAttribute("aria-activedescendant", choice.id);
    choice.scrollIntoView({ block: "nearest" });
  }

  private take(choice: HTMLElement): void {
    const field = this.field;
    const typed = this.typed;
    if (!field || typed === null) return;
    field.setRangeText(`${choice.dataset.name ?? ""} `, field.selectionStart - typed.length, field.selectionStart, "end");
    this.close();
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private close(): void {
    this.list?.remove();
    for (const name of ["aria-controls", "aria-expanded", "aria-activedescendant"]) this.field?.removeAttribute(name);
  }

  private onKey = (event: KeyboardEvent): void => {
    if ((event.metaKey || event.ctrlKey) && event.key === "Enter") { event.preventDefault(); this.closest("form")?.requestSubmit(); return; }
    if (!this.list || event.isComposing) return;
    const choices = this.choices;
    const at = choices.findIndex((choice) => choice.getAttribute("aria-selected") === "true");
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) this.choose(choices[(at + step + choices.length) % choices.length]);
    else if (["Enter", "Tab"].includes(event.key) && choices[at]) this.take(choices[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
