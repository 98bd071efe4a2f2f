// The rows of a tree are flat; their depth is aria-level.

export const level = (row: Element): number => Number(row.getAttribute("aria-level"));

/** The rows under a row, at any depth. */
export function below(row: Element): HTMLElement[] {
  const found: HTMLElement[] = [];
  let next = row.nextElementSibling;
  while (next instanceof HTMLElement && level(next) > level(row)) { found.push(next); next = next.nextElementSibling; }
  return found;
}
