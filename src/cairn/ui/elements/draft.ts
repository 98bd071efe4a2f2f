// <cairn-draft key="…"> around a form: what is typed stays in this browser until the form has been taken.
// A file, a password and hidden fields are never kept.

import { keep, kept, requestOf } from "./page";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** For each name what was typed, in the order of the page (rows of a table share their names); of boxes, which are ticked. */
type Fields = Record<string, string[]>;

const isBox = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

export class CairnDraft extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    this.addEventListener("input", () => { clearTimeout(this.timer); this.timer = window.setTimeout(() => this.write(), 300); });
    this.addEventListener("submit", () => this.write(true));
    this.addEventListener("htmx:afterRequest", (event) => { if (requestOf(event).elt === this.form && requestOf(event).successful) this.forget(); });
    this.addEventListener("click", (event) => { if (event.target instanceof Element && event.target.closest("[data-forget]")) { this.forget(); this.form?.reset(); this.note(false); } });
    this.restore();
  }

  disconnectedCallback(): void { clearTimeout(this.timer); }

  private get form(): HTMLFormElement | null { return this.querySelector("form"); }
  private get name(): string { return `draft ${this.getAttribute("key") ?? location.pathname}`; }

  private controls(): Control[] {
    return Array.from(this.querySelectorAll<HTMLInputElement>("input[name], select[name], textarea[name]"))
      .filter((control) => !["hidden", "password", "file", "submit"].includes(control.type));
  }

  private read(): Fields {
    const fields: Fields = {};
    for (const control of this.controls()) {
      const values = (fields[control.name] ??= []);
      if (!isBox(control) || control.checked) values.push(control.value);
    }
    return fields;
  }

  private write(sent = false): void { clearTimeout(this.timer); keep(localStorage, this.name, JSON.stringify({ sent, fields: this.read() })); }

  private forget(): void { clearTimeout(this.timer); keep(localStorage, this.name, null); }

  /** A draft that was sent and did not come back with an error has been taken; a form with errors already holds the words. */
  private restore(): void {
    const text = kept(localStorage, this.name);
    if (!text) return;
    let draft: { sent?: boolean; fields?: Fields };
    try { draft = JSON.parse(text) as typeof draft; } catch { this.forget(); return; }
    const failed = this.querySelector("[aria-invalid=true], .form-errors") !== null;
    if (failed) return;
    if (draft.sent) { this.forget(); return; }
    let changed = false;
    const typed = draft.fields ?? {};
    for (const control of this.controls()) {
      const values = typed[control.name];
      if (!Array.isArray(values)) continue;
      if (isBox(control)) {
        changed ||= control.checked !== values.includes(control.value);
        control.checked = values.includes(control.value);
      } else {
        const value = values.shift();
        if (value === undefined || control.value === value) continue;
        control.value = value;
        changed = true;
      }
    }
    this.note(changed);
  }

  private note(shown: boolean): void {
    const note = this.querySelector<HTMLElement>(".draft-note");
    if (note) note.hidden = !shown;
  }
}
