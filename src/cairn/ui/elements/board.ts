// <cairn-board module="…/board.js"> around columns of cards: drag a card into a column or to another place, or do the same with
// the keyboard: arrows go from card to card, Shift and an arrow moves one. What may move has data-place, where to send it
// (status=, before= or after=<id>); columns have data-status. The board comes back from the server as it then stands.

import Sortable from "sortablejs";
import { htmx } from "./page";

const cardsOf = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>(".card")];

export function attach(element: HTMLElement): () => void {
  const columns = [...element.querySelectorAll<HTMLElement>("[data-status]")];
  element.dataset.canDrag = "";
  const lists = columns.flatMap((column) => {
    const list = column.querySelector("ol");
    return list ? [Sortable.create(list, {
      group: "board", draggable: ".card[data-place]", filter: "button, .menu", preventOnFilter: false, delay: 150, delayOnTouchOnly: true,
      ghostClass: "is-dragged", animation: 0,
      onEnd: ({ item, from, to, oldIndex, newIndex }) => { if (from !== to || oldIndex !== newIndex) send(item); },
    })] : [];
  });
  const keys = (event: KeyboardEvent): void => onKey(event, columns);
  element.addEventListener("keydown", keys);
  return () => { lists.forEach((list) => { list.destroy(); }); element.removeEventListener("keydown", keys); };
}

/** Tells the server where a card stands now. */
function send(card: HTMLElement, refocus = false): void {
  const column = card.closest<HTMLElement>("[data-status]");
  const url = card.dataset.place;
  if (!column || !url) return;
  const [before, after] = [card.nextElementSibling, card.previousElementSibling].map((each) => (each as HTMLElement | null)?.dataset.id);
  const beside: Record<string, string> = before ? { before } : after ? { after } : {};
  const id = card.dataset.id ?? "";
  const work = card.closest<HTMLElement>(".work");
  const sent = htmx()?.ajax("POST", url, { target: work ?? card, swap: "outerHTML", values: { ...beside, status: column.dataset.status ?? "" } });
  if (refocus) void sent?.then(() => document.querySelector<HTMLElement>(`.card[data-id="${id}"]`)?.focus());
}

function onKey(event: KeyboardEvent, columns: HTMLElement[]): void {
  const card = event.target;
  if (!(card instanceof HTMLElement) || !card.matches(".card") || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = columns.findIndex((column) => column.contains(card));
  const column = columns[at];
  const rtl = getComputedStyle(card).direction === "rtl" ? -1 : 1;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!column || (sideways === undefined && along === undefined)) return;
  event.preventDefault();
  const cards = cardsOf(column);
  const place = cards.indexOf(card);
  if (along !== undefined) {
    const other = cards[place + along];
    if (!event.shiftKey) { other?.focus(); return; }
    if (!other || !card.dataset.place) return;
    if (along < 0) other.before(card); else other.after(card);
    send(card, true);
    return;
  }
  const next = columns[at + (sideways ?? 0) * rtl];
  if (!next) return;
  const there = cardsOf(next);
  if (!event.shiftKey) { (there[Math.min(place, there.length - 1)] ?? next.querySelector<HTMLElement>(".card"))?.focus(); return; }
  if (!card.dataset.place) return;
  next.querySelector("ol")?.append(card);
  send(card, true);
}
