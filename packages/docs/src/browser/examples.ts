/** Where a panel has several named examples, one is shown, and chosen by its name. The response's follows the request's. */
export function enableExamples(): void {
  for (const panel of document.querySelectorAll<HTMLElement>(".panel")) {
    const figures = [...panel.querySelectorAll<HTMLElement>("figure[data-example]")];
    if (figures.length > 1) addSelect(panel, figures);
  }
  // The first one is the request's.
  const first = document.querySelector<HTMLElement>("figure[data-example]")?.dataset["example"];
  if (first !== undefined) showExample(first);
}

function addSelect(panel: HTMLElement, figures: readonly HTMLElement[]): void {
  const select = document.createElement("select");
  select.ariaLabel = "Example";
  for (const figure of figures) {
    const label = figure.querySelector("figcaption")?.textContent ?? "";
    select.append(new Option(label, figure.dataset["example"] ?? ""));
    figure.querySelector("figcaption")?.setAttribute("hidden", "");
  }
  const show = (name: string) => {
    if (!figures.some((figure) => figure.dataset["example"] === name)) return;
    select.value = name;
    for (const figure of figures) figure.hidden = figure.dataset["example"] !== name;
  };
  select.addEventListener("change", () => showExample(select.value));
  addEventListener("example", (event) => event instanceof CustomEvent && show(String(event.detail)));
  panel.prepend(select);
  show(figures[0]?.dataset["example"] ?? "");
}

function showExample(name: string): void {
  dispatchEvent(new CustomEvent("example", { detail: name }));
}
