/** The search opens by its button, by `/` and by Ctrl+K. Its script and its index are fetched then. */
export function enableSearch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-search-open]");
  if (!button) return;
  const label = button.innerHTML;
  let opening = false;
  // Who types at once types into the search, also while it is being fetched.
  let typed = "";
  const open = async () => {
    opening = true;
    try {
      const { openSearch } = await import("../search/dialog.ts");
      button.innerHTML = label;
      openSearch(typed);
    } catch {
      button.textContent = "The search could not be loaded: try again";
    }
    opening = false;
    typed = "";
  };
  button.hidden = false;
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const command = ctrlKey || metaKey || altKey;
    const letter = key.length === 1 && !command;
    const opens =
      (key === "/" && !command && !isTyping(event.target)) ||
      ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k");
    if (!opens && !(opening && letter)) return;
    event.preventDefault();
    if (!opening) void open();
    else if (letter) typed += key;
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}
