// <cairn-appearance> around the forms for light or dark and for the width of the rail: changes at once, tells the server after.

export class CairnAppearance extends HTMLElement {
  connectedCallback(): void { this.addEventListener("submit", this.onSubmit); }

  private onSubmit = (event: SubmitEvent): void => {
    const button = event.submitter;
    if (!(event.target instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const body = new FormData(event.target, button);
    document.documentElement.dataset[button.name] = button.value;
    if (button.name === "rail") button.value = button.value === "narrow" ? "wide" : "narrow";
    for (const form of document.querySelectorAll("cairn-appearance form")) {
      for (const other of form.querySelectorAll<HTMLButtonElement>(`button[name="${button.name}"][aria-pressed]`)) {
        other.setAttribute("aria-pressed", String(other.value === button.value));
      }
    }
    void fetch(event.target.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => undefined);
  };
}
