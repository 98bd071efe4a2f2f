// A number explains itself while the mouse rests on it: its box opens after a moment and closes when one leaves. It takes no
// focus then; a click keeps it open as if it had been opened by one. Keyboards and fingers press the number instead.

import { isCovered } from "./page";

const WAIT = 350;
const LINGER = 250;
let timer = 0;
let open: { button: HTMLElement; box: HTMLElement } | null = null;

const numberAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(".row-percent > button[popovertarget]") : null;

const isInside = (target: EventTarget | null): boolean =>
  target instanceof Node && open !== null && (open.button.contains(target) || open.box.contains(target));

/** Whether a box was opened by resting on its number, so that the focus stays where it is. */
export const isRestedOn = (box: HTMLElement): boolean => open?.box === box;

function show(button: HTMLElement): void {
  const box = document.getElementById(button.getAttribute("popovertarget") ?? "");
  if (!box || !button.isConnected || isCovered()) return;
  open = { button, box };
  (box.showPopover as (options: { source: HTMLElement }) => void).call(box, { source: button }); // it hangs at its number
}

function hide(): void {
  const box = open?.box;
  open = null;
  if (box?.matches(":popover-open")) box.hidePopover();
}

function onOver(event: PointerEvent): void {
  if (event.pointerType !== "mouse") return;
  const button = numberAt(event.target);
  if (isInside(event.target)) { clearTimeout(timer); return; }
  if (button) wait(button);
}

function wait(button: HTMLElement): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => { show(button); }, WAIT);
}

/** The mouse may have come to rest before there was anybody to notice. */
function onReady(): void {
  const button = matchMedia("(hover: hover)").matches ? numberAt(document.querySelector(".row-percent > button:hover")) : null;
  if (button) wait(button);
}

function onOut(event: PointerEvent): void {
  if (event.pointerType !== "mouse" || isInside(event.relatedTarget)) return;
  if (numberAt(event.target) || isInside(event.target)) { clearTimeout(timer); timer = window.setTimeout(hide, LINGER); }
}

/** A click on the number keeps the box; the browser alone would close what stands open already. */
function onClick(event: MouseEvent): void {
  clearTimeout(timer);
  if (!open?.button.contains(event.target as Node)) return;
  event.preventDefault();
  open.box.querySelector<HTMLElement>("a[href]")?.focus({ preventScroll: true });
  open = null;
}

export function listenForRest(): void {
  document.addEventListener("pointerover", onOver);
  document.addEventListener("pointerout", onOut);
  document.addEventListener("click", onClick, true);
  document.addEventListener("DOMContentLoaded", onReady);
}
