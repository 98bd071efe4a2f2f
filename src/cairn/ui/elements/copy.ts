// <cairn-copy for="id" hidden>: a button that copies what stands in a field, shown only where the browser lets us (over https, or
// on this machine). What was copied is never repeated in the message: it may be a secret.

import { say } from "./toast";

export class CairnCopy extends HTMLElement {
  connectedCallback(): void {
    this.hidden = !navigator.clipboard;
    this.addEventListener("click", this.copy);
  }

  private copy = (): void => {
    const field = document.getElementById(this.getAttribute("for") ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    const told = (): void => say(this.dataset.copied ?? "", "info", 6);
    void navigator.clipboard.writeText(field.value).then(told, () => field.select()); // forbidden: it is ready for Ctrl+C
  };
}
