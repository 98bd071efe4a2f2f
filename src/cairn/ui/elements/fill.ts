// A menu or box whose content is fetched when it opens: popover, hx-get, hx-trigger="fill". Asked once; when the answer did not
// come, the next opening asks again. One that was opened before the page was ready is filled as soon as it is.

import { htmx, requestOf } from "./page";

const FILLED = '[popover][hx-trigger="fill"]';
let isReady = false;

function fill(box: EventTarget | null): void {
  if (!isReady || !(box instanceof HTMLElement) || !box.matches(FILLED) || box.dataset.filled) return;
  box.dataset.filled = "asked";
  htmx()?.trigger(box, "fill");
}

function onAnswer(event: Event): void {
  const { elt, successful } = requestOf(event);
  if (elt instanceof HTMLElement && elt.matches(FILLED) && !successful) delete elt.dataset.filled;
}

export function listenForBoxes(): void {
  document.addEventListener("beforetoggle", (event) => { if ((event as ToggleEvent).newState === "open") fill(event.target); }, true);
  document.addEventListener("htmx:afterRequest", onAnswer);
  // htmx looks through the page at this same event, and was there first.
  document.addEventListener("DOMContentLoaded", () => {
    isReady = true;
    for (const box of document.querySelectorAll(`${FILLED}:popover-open`)) fill(box);
  });
}
