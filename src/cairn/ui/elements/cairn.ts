// Every page loads this. The elements start themselves, also in what htmx swaps in; without it the pages still work.

import { CairnAddLine } from "./add-line";
import { CairnAppearance } from "./appearance";
import { CairnCheckIn } from "./check-in";
import { CairnCopy } from "./copy";
import { CairnDraft } from "./draft";
import { listenForFailures } from "./failures";
import { listenForBoxes } from "./fill";
import { CairnInbox } from "./inbox";
import { listenForKeys } from "./keys";
import { Lazy } from "./lazy";
import { CairnMention } from "./mention";
import { CairnPalette } from "./palette";
import { CairnPanel } from "./panel";
import { listenForRest } from "./rest";
import { CairnRowField } from "./row-field";
import { CairnToast } from "./toast";
import { CairnTree } from "./tree";

customElements.define("cairn-add-line", CairnAddLine);
customElements.define("cairn-appearance", CairnAppearance);
customElements.define("cairn-board", class extends Lazy {});
customElements.define("cairn-chart", class extends Lazy {});
customElements.define("cairn-check-in", CairnCheckIn);
customElements.define("cairn-copy", CairnCopy);
customElements.define("cairn-drag", class extends Lazy {});
customElements.define("cairn-draft", CairnDraft);
customElements.define("cairn-mention", CairnMention);
customElements.define("cairn-inbox", CairnInbox);
customElements.define("cairn-palette", CairnPalette);
customElements.define("cairn-panel", CairnPanel);
customElements.define("cairn-row-field", CairnRowField);
customElements.define("cairn-tiles", class extends Lazy {});
customElements.define("cairn-toast", CairnToast);
customElements.define("cairn-tree", CairnTree);

listenForFailures();
listenForBoxes();
listenForKeys();
listenForRest();

// What htmx brings is parsed as if no script ran: a button within <noscript> would be the one that Enter presses.
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) for (const spare of event.target.querySelectorAll("noscript")) spare.remove();
});

// Only where the browser allows it: over https, or on this machine.
const worker = document.querySelector<HTMLMetaElement>("meta[name=service-worker]")?.content;
if (worker && "serviceWorker" in navigator) void navigator.serviceWorker.register(worker).catch(() => undefined);
