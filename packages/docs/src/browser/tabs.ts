import { choose } from "./choices.ts";

/**
 * Makes tabs of sections that stand below each other (the ARIA Authoring Practices Guide, "Tabs"). An address that leads into
 * a section that is not seen opens it.
 */
export function enableTabs(): void {
  for (const container of document.querySelectorAll<HTMLElement>("[data-tabs]")) {
    const panels = [...container.children].filter((child) => child instanceof HTMLElement);
    if (panels.length > 1) makeTabs(container, panels);
  }
}

function makeTabs(container: HTMLElement, panels: readonly HTMLElement[]): void {
  const list = document.createElement("div");
  list.className = "tablist";
  list.role = "tablist";
  list.setAttribute("aria-label", "Responses");
  const buttons = panels.map((panel, index) => makeTab(panel, index));
  const select = (at: number) => {
    for (const [index, button] of buttons.entries()) {
      const is = index === at;
      button.ariaSelected = String(is);
      button.tabIndex = is ? 0 : -1;
      const panel = panels[index];
      if (panel) panel.hidden = !is;
    }
  };
  list.append(...buttons);
  container.prepend(list);
  list.addEventListener("click", ({ target }) => {
    const at = buttons.findIndex((button) => target instanceof Node && button.contains(target));
    if (at >= 0) choose(panels[at]?.dataset["value"] ?? "");
  });
  list.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = (next + buttons.length) % buttons.length;
    choose(panels[to]?.dataset["value"] ?? "");
    buttons[to]?.focus();
  });
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const at = panels.findIndex((panel) => target && panel.contains(target));
    if (at < 0) return;
    select(at);
    target?.scrollIntoView();
  };
  addEventListener("choice", (event) => {
    const at = panels.findIndex((panel) => event instanceof CustomEvent && panel.dataset["value"] === event.detail);
    if (at >= 0) select(at);
  });
  select(0);
  addEventListener("hashchange", follow);
  follow();
}

function makeTab(panel: HTMLElement, index: number): HTMLButtonElement {
  const heading = panel.querySelector("h3");
  const button = document.createElement("button");
  button.type = "button";
  button.role = "tab";
  button.id = `tab-${index}-${heading?.id ?? ""}`;
  button.append(...[...(heading?.querySelectorAll(".status") ?? [])].map((mark) => mark.cloneNode(true)));
  panel.role = "tabpanel";
  return button;
}
