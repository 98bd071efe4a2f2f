// Keys that work on every page, and the native pieces that need a word from us: menus, dialogs, "back".

import { isCovered, isWriting, plainKey } from "./page";
import { isRestedOn } from "./rest";
import type { CairnPalette } from "./palette";
import { say } from "./toast";
import type { CairnTree } from "./tree";

const palette = (): CairnPalette | null => document.querySelector<CairnPalette>("cairn-palette");

function dialog(id: string): HTMLDialogElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLDialogElement && !found.open ? found : null;
}

function onKey(event: KeyboardEvent): void {
  if (shiftKey(event)) return;
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k" && palette()) {
    event.preventDefault();
    palette()?.open();
    return;
  }
  menuKey(event);
  hotKey(event);
  if (!plainKey(event) || isWriting(event.target) || document.querySelector("dialog[open]")) return;
  const filter = document.querySelector<HTMLElement>("[data-filter]");
  const tree = document.querySelector<CairnTree>("cairn-tree");
  if (event.key === "?") { event.preventDefault(); dialog("keys")?.showModal(); }
  else if (event.key === "/" && filter) { event.preventDefault(); if (filter.matches("button, a")) filter.click(); filter.focus(); }
  else if (event.key === "/" && palette()) { event.preventDefault(); palette()?.open(); }
  else if (["ArrowDown", "j"].includes(event.key) && event.target === document.body && tree) { event.preventDefault(); tree.focusRow(); }
}

/** Ctrl or ⌘ with Shift: C checks in (here, where the page is about one thing), O and P begin something, K searches. */
function shiftKey(event: KeyboardEvent): boolean {
  if (!(event.metaKey || event.ctrlKey) || !event.shiftKey || event.altKey || event.isComposing) return false;
  const key = event.key.toLowerCase();
  const found = document.querySelector<HTMLElement>(`cairn-palette [data-shift-key="${CSS.escape(key)}"]`) ?? palette()?.command(key);
  if (!found) return false;
  event.preventDefault();
  const here = key === "c" ? document.querySelector<HTMLElement>(".actions [data-key=c]") : null;
  (here ?? found).click();
  return true;
}

/** What a page offers under a key of its own, [data-hotkey]; Escape also while one writes, as nothing else can be meant. */
function hotKey(event: KeyboardEvent): void {
  if (!plainKey(event) || isCovered() || (isWriting(event.target) && event.key !== "Escape")) return;
  const found = document.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
}

/** Up and down within an open menu. */
function menuKey(event: KeyboardEvent): void {
  const menu = document.querySelector<HTMLElement>(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key) || isWriting(event.target)) return;
  const entries = Array.from(menu.querySelectorAll<HTMLElement>("a[href], button, input"));
  const at = entries.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  entries[(at + (event.key === "ArrowDown" ? 1 : entries.length - (at < 0 ? 0 : 1))) % entries.length]?.focus();
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest<HTMLElement>("[data-opens]");
  if (opener && !event.metaKey && !event.ctrlKey) {
    const name = opener.dataset.opens ?? "";
    const found = dialog(name);
    if (name === "palette" ? palette() : found) event.preventDefault();
    if (name === "palette") palette()?.open(); else found?.showModal();
  }
  const copied = target?.closest<HTMLAnchorElement>("a[data-copy]");
  if (copied && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    copy(copied.href);
  }
  if (target?.closest("a[data-print]")) {
    event.preventDefault();
    setTimeout(() => window.print()); // when the menu has closed
  }
  if (target?.closest("[data-again]") && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    location.reload();
  }
  if (target?.closest("[data-back]") && history.length > 1 && document.referrer.startsWith(location.origin)) {
    event.preventDefault();
    history.back();
  }
  const menu = target?.closest("a, button:not([popovertarget])")?.closest<HTMLElement>(".menu:popover-open, .side:popover-open");
  if (menu && !target?.closest("[data-stays]")) menu.hidePopover();
}

/** Copies an address; where the browser does not let us, it is shown to be copied by hand. */
function copy(address: string): void {
  const words = document.getElementById("notices")?.dataset.copied ?? "";
  const told = (): void => say(`${words} ${address}`, "info", 6);
  if (navigator.clipboard) void navigator.clipboard.writeText(address).then(told, () => say(address)); else say(address);
}

/** Puts the focus on the first entry of a menu, so that the arrows work at once; on the menu itself where it has none. */
function enter(menu: HTMLElement): void {
  const entry = menu.querySelector<HTMLElement>("[autofocus], a[href], button, input");
  if (!entry) menu.tabIndex = -1;
  (entry ?? menu).focus({ preventScroll: true });
}

/** A menu was just opened. Whoever was quicker with the arrows than the browser with telling it stays where they are. */
function onToggle(event: Event): void {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches(".menu") || (event as ToggleEvent).newState !== "open") return;
  if (!isRestedOn(menu) && !menu.contains(document.activeElement)) enter(menu);
}

/** What an open menu fetched took the place of the entry that had the focus; outside the menu, Escape would not lead back. */
function onSwap(event: Event): void {
  const menu = event.target;
  if (menu instanceof HTMLElement && menu.matches(".menu:popover-open") && document.activeElement === document.body && !isRestedOn(menu)) enter(menu);
}

export function listenForKeys(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("toggle", onToggle, true);
  document.addEventListener("htmx:afterSwap", onSwap);
  document.querySelector<HTMLInputElement>("input[autofocus][data-select]")?.select(); // typing replaces what stands there
}
