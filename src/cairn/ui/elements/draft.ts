// <cairn-draft key="…"> around a form: what is typed stays in this browser until the form has been taken.
// A file, a password and hidden fields are never kept.

import { keep, kept, requestOf } from "./page";

type Fields = Record<string, string | string[]>;

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

  private controls(): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
    return Array.from(this.querySelectorAll<HTMLInputElement>("input[name], select[name], textarea[name]"))
      .filter((control) => !["hidden", "password", "file", "submit"].includes(control.type));
  }

  private read(): Fields {
    const fields: Fields = {};
    for (const control of this.controls()) {
      if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
        fields[control.name] ??= [];
        if (control.checked) (fields[control.name] as string[]).push(control.value);
      } else fields[control.name] = control.value;
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
    for (const control of this.controls()) {
      const value = draft.fields?.[control.name];
      if (value === undefined) continue;
      if (control instanceof HTMLInputElement && Array.isArray(value)) {
        changed ||= control.checked !== value.includes(control.value);
        control.checked = value.includes(control.value);
      } else if (typeof value === "string" && control.value !== value) { control.value = value; changed = true; }
    }
    this.note(changed);
  }

  private note(shown: boolean): void {
    const note = this.querySelector<HTMLElement>(".draft-note");
    if (note) note.hidden = !shown;
  }
}
