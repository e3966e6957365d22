/** The search opens by its button, by `/` and by Ctrl+K. Its script and its index are fetched then. */
export function enableSearch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-search-open]");
  if (!button) return;
  const label = button.innerHTML;
  const open = async () => {
    try {
      const { openSearch } = await import("../search/dialog.ts");
      button.innerHTML = label;
      openSearch();
    } catch {
      button.textContent = "The search could not be loaded: try again";
    }
  };
  button.hidden = false;
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const slash = key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping(event.target);
    if (!slash && !((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k")) return;
    event.preventDefault();
    void open();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}
