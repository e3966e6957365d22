/** Milliseconds for which a button says that it has copied. */
const shown = 1500;

/** Copy buttons: those that are on the page, and one for the panels of each card. */
export function enableCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    enable(button, () => button.dataset["copy"] ?? "");
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy-page]")) enable(button, pageAsMarkdown);
  for (const panels of document.querySelectorAll<HTMLElement>(".panels")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    panels.prepend(button);
    enable(button, () => seen(panels)?.textContent ?? "");
  }
}

function enable(button: HTMLButtonElement, text: () => string | Promise<string>): void {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const copied = await copy(text).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? "Copied" : "Can't copy";
    setTimeout(() => {
      button.textContent = label;
    }, shown);
  });
}

async function copy(text: () => string | Promise<string>): Promise<void> {
  await navigator.clipboard.writeText(await text());
}

async function pageAsMarkdown(): Promise<string> {
  const response = await fetch("index.md");
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

/** The code that is seen, of all panels. */
function seen(panels: HTMLElement): Element | undefined {
  return [...panels.querySelectorAll("pre")].find((pre) => pre.checkVisibility());
}
