// <cairn-panel>: the quick view beside the list. It takes the focus when it fills, Esc closes it, the focus goes back.

import { isCovered, plainKey, requestOf } from "./page";

export class CairnPanel extends HTMLElement {
  private opener: HTMLElement | null = null;

  connectedCallback(): void {
    document.body.addEventListener("htmx:beforeRequest", this.remember);
    this.addEventListener("htmx:afterSwap", this.onFilled);
    this.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-close]")) { event.preventDefault(); this.close(); }
    });
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback(): void {
    document.body.removeEventListener("htmx:beforeRequest", this.remember);
    document.removeEventListener("keydown", this.onKey);
  }

  get isOpen(): boolean { return this.childElementCount > 0; }

  close(): void {
    this.replaceChildren();
    for (const row of document.querySelectorAll(".row[aria-selected]")) row.removeAttribute("aria-selected");
    const home = this.opener?.isConnected ? this.opener : null;
    (home?.closest<HTMLElement>(".row[tabindex]") ?? home)?.focus();
  }

  private remember = (event: Event): void => {
    const { elt, target } = requestOf(event);
    if (target === this && elt instanceof HTMLElement && !this.contains(elt)) this.opener = elt;
  };

  private onFilled = (event: Event): void => {
    if (requestOf(event).target !== this) return;
    this.scrollTop = 0;
    const heading = this.querySelector<HTMLElement>("h2");
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  };

  private onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.isOpen || !plainKey(event) || isCovered()) return;
    event.preventDefault();
    this.close();
  };
}
