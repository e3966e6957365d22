/** A group of the navigation that is not listed on the page is listed where it is opened. Without that, a link leads to it. */
export function enableNavigation(): void {
  for (const group of document.querySelectorAll<HTMLDetailsElement>("details[data-group]")) {
    const rest = group.querySelector(".rest a");
    const list = async () => {
      const { listGroup } = await import("./group-list.ts");
      await listGroup(group);
    };
    group.addEventListener("toggle", () => {
      // Where it can't be fetched, the link stays.
      if (group.open && group.querySelectorAll("li").length === 1) list().catch(() => {});
    });
    rest?.addEventListener("click", (event) => {
      if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      list().catch(() => location.assign(String(rest.getAttribute("href"))));
    });
  }
}
