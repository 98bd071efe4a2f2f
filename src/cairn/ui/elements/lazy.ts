// Elements whose craft is large: the page names the module, it is fetched where such an element stands and nowhere else.

export interface Attaching { attach(element: HTMLElement): () => void }

export class Lazy extends HTMLElement {
  private detach: (() => void) | null = null;

  connectedCallback(): void {
    const module = this.getAttribute("module");
    if (!module) return;
    void (import(new URL(module, location.href).href) as Promise<Attaching>)
      .then(({ attach }) => { if (this.isConnected && !this.detach) this.detach = attach(this); })
      .catch(() => undefined); // the table, the sentence and the menu beside it say and do the same
  }

  disconnectedCallback(): void { this.detach?.(); this.detach = null; }
}
