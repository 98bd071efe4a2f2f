// The inbox by keyboard: j and k or the arrows move, Enter opens, e is done with it, u turns read into unread and back.

import { isWriting, plainKey } from "./page";

export class CairnInbox extends HTMLElement {
  private readonly onKey = (event: KeyboardEvent): void => this.key(event);
  // A row that goes has no element left that could tell of it: htmx then speaks to the page.
  private readonly onAnswer = (): void => { requestAnimationFrame(() => this.goBack()); };

  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("htmx:beforeSwap", () => this.remember());
    document.addEventListener("htmx:afterRequest", this.onAnswer);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("htmx:afterRequest", this.onAnswer);
  }

  private at = -1;

  private words(): HTMLElement[] { return Array.from(this.querySelectorAll<HTMLElement>(".inbox-words")); }

  /** The place of the row that has the focus, -1 when none has. */
  private here(): number {
    const row = document.activeElement?.closest(".inbox-item");
    return this.words().findIndex((words) => words.closest(".inbox-item") === row);
  }

  private key(event: KeyboardEvent): void {
    if (!plainKey(event) || isWriting(event.target) || document.querySelector("dialog[open], :popover-open")) return;
    const here = this.here();
    if (["ArrowDown", "j"].includes(event.key)) this.go(event, here + 1);
    else if (["ArrowUp", "k"].includes(event.key)) this.go(event, here < 0 ? 0 : here - 1);
    else if (event.key === "e" && here >= 0) this.act(event, here, "done");
    else if (event.key === "u" && here >= 0) this.act(event, here, "toggle");
  }

  private go(event: KeyboardEvent, to: number): void {
    const words = this.words();
    if (!words.length) return;
    event.preventDefault();
    words[Math.max(0, Math.min(words.length - 1, to))]?.focus();
  }

  private act(event: KeyboardEvent, here: number, name: string): void {
    event.preventDefault();
    this.words()[here]?.closest(".inbox-item")?.querySelector<HTMLElement>(`[data-act="${name}"]`)?.click();
  }

  /** A row goes or is drawn anew: the focus stays at its place in the list. */
  private remember(): void { this.at = this.here(); }

  private goBack(): void {
    const words = this.words();
    if (this.at >= 0 && document.activeElement === document.body) words[Math.min(this.at, words.length - 1)]?.focus();
    this.at = -1;
  }
}
