/** "Try it" puts the console where the request's samples are, if there are any. What it needs is loaded at the first click. */
export function enableConsole(): void {
  const article = document.querySelector<HTMLElement>("[data-operation]");
  const cards = article?.querySelector<HTMLElement>(".cards");
  const button = article?.querySelector<HTMLButtonElement>("[data-try]");
  if (!article || !cards || !button) return;
  const samples = cards.querySelector<HTMLElement>("[data-card='request']");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const host = document.createElement("section");
    host.ariaLabel = "Console";
    host.tabIndex = -1;
    cards.prepend(host);
    const label = button.textContent;
    button.textContent = "Loading…";
    try {
      const { openConsole } = await import("./console-panel.ts");
      await openConsole(host, article.dataset["operation"] ?? "");
      if (samples) samples.hidden = true;
      button.hidden = true;
      host.focus({ preventScroll: true });
      host.scrollIntoView({ block: "nearest" });
    } catch {
      // The console says what went wrong; where not even its script could be loaded, the button can be pressed again.
      button.disabled = false;
      if (host.childElementCount === 0) host.remove();
    }
    button.textContent = label;
  });
}
