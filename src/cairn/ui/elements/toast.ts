// <cairn-toast>: a message that leaves by itself when it has data-seconds, but never under the pointer or the focus.
// An "Undo" is an ordinary form inside.

import { requestOf } from "./page";

export class CairnToast extends HTMLElement {
  private timer = 0;
  private left = 0;
  private since = 0;

  connectedCallback(): void {
    this.left = Number(this.dataset.seconds ?? 0) * 1000;
    if (!this.querySelector(".notice-close")) this.append(this.closer());
    if (this.left) {
      for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, this.pause);
      for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, this.resume);
      this.resume();
    }
    this.addEventListener("htmx:afterRequest", (event) => { if (requestOf(event).successful) this.remove(); });
    this.makeRoom();
    lift();
  }

  /** Two messages that leave by themselves are enough; more would cover what they are about. */
  private makeRoom(): void {
    const passing = Array.from(this.parentElement?.querySelectorAll("cairn-toast[data-seconds]") ?? []);
    for (const older of passing.slice(0, -2)) if (!older.matches(":hover, :focus-within")) older.remove();
  }

  disconnectedCallback(): void { clearTimeout(this.timer); }

  private pause = (): void => {
    clearTimeout(this.timer);
    if (this.since) this.left -= performance.now() - this.since;
    this.since = 0;
  };

  private resume = (): void => {
    if (this.since || this.matches(":hover, :focus-within")) return;
    this.since = performance.now();
    this.timer = window.setTimeout(() => this.remove(), Math.max(this.left, 0));
  };

  private closer(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "notice-close";
    button.textContent = "×";
    button.setAttribute("aria-label", document.getElementById("notices")?.dataset.close ?? "Close");
    button.addEventListener("click", () => this.remove());
    return button;
  }
}

/** Puts the messages above an open dialog: the top layer is stacked in the order of showing. */
function lift(): void {
  const region = document.getElementById("notices");
  if (!region || !document.querySelector("dialog[open]") || !("popover" in region)) return;
  region.setAttribute("popover", "manual");
  if (region.matches(":popover-open")) region.hidePopover();
  region.showPopover();
}

/** Says something, as a message that the person closes or (with seconds) that leaves by itself. */
export function say(text: string, kind: "info" | "error" = "info", seconds = 0): void {
  const toast = document.createElement("cairn-toast");
  const words = document.createElement("p");
  toast.className = `notice is-${kind}`;
  if (kind === "error") toast.setAttribute("role", "alert");
  if (seconds) toast.dataset.seconds = String(seconds);
  words.textContent = text;
  toast.append(words);
  document.getElementById("notices")?.append(toast);
}
