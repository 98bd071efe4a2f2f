// What the elements share: htmx as the page has loaded it, and a few words about the DOM.

interface Htmx {
  ajax(verb: string, url: string, context: { source?: Element; target?: Element; swap?: string; values?: Record<string, string> }): Promise<void>;
  process(element: Element): void;
  trigger(element: Element, name: string): void;
}

declare global {
  interface Window { htmx?: Htmx }
}

export const htmx = (): Htmx | undefined => window.htmx;

/** True while the person writes somewhere, so that single letters are text and no commands. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])"));
}

/** Whether a dialog or a menu lies over the page; messages do not count. */
export const isCovered = (): boolean => document.querySelector("dialog[open], :popover-open:not(.notices)") !== null;

export function plainKey(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !event.isComposing;
}

/** A key that makes one sending of a form one act; works on plain http too. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Storage may be full or forbidden; a draft is never worth an error. */
export function keep(storage: Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch { /* nothing is lost but the convenience */ }
}

export function kept(storage: Storage, key: string): string | null {
  try { return storage.getItem(key); } catch { return null; }
}

/** The htmx request behind one of its events. A refusal with a sentence is shown, and yet no success. */
export interface Request { elt: Element; target: Element; successful: boolean; xhr?: XMLHttpRequest }

export function requestOf(event: Event): Request {
  const { elt, target, xhr } = (event as CustomEvent<Request>).detail;
  return { elt, target, xhr, successful: xhr !== undefined && xhr.status >= 200 && xhr.status < 400 };
}
