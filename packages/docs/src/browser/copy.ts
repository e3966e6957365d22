/** Milliseconds for which a button says that it has copied. */
const shown = 1500;

/** Copy buttons: those that are on the page, and one for the panels of each card. */
export function enableCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    enable(button, () => button.dataset["copy"] ?? "");
  }
  for (const panels of document.querySelectorAll<HTMLElement>(".panels")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    panels.prepend(button);
    enable(button, () => seen(panels)?.textContent ?? "");
  }
}

function enable(button: HTMLButtonElement, text: () => string): void {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? "Copied" : "Select it by hand";
    setTimeout(() => {
      button.textContent = label;
    }, shown);
  });
}

/** The code that is seen, of all panels. */
function seen(panels: HTMLElement): Element | undefined {
  return [...panels.querySelectorAll("pre")].find((pre) => pre.checkVisibility());
}
