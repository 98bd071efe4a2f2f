// What a person hears when an answer does not come or cannot be shown; the sentences come from the page, in their language.

import { requestOf } from "./page";
import { say } from "./toast";

export function listenForFailures(): void {
  const words = (): DOMStringMap => document.getElementById("notices")?.dataset ?? {};
  document.body.addEventListener("htmx:sendError", () => say(words().offline ?? "", "error"));
  document.body.addEventListener("htmx:timeout", () => say(words().offline ?? "", "error"));
  document.body.addEventListener("htmx:responseError", (event) => {
    const gone = [404, 410].includes(requestOf(event).xhr?.status ?? 0);
    say((gone ? words().missing : words().failed) ?? "", "error");
  });
  // The server may send a sentence along with any answer: HX-Trigger-After-Swap: {"notice": "Saved"}.
  document.body.addEventListener("notice", (event) => {
    const detail = (event as CustomEvent<{ value?: string } | string>).detail;
    say(typeof detail === "string" ? detail : detail?.value ?? "", "info", 10);
  });
}
