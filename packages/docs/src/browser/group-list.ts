import { loadPages, siteRoot } from "./index-files.ts";

/** Lists all operations of a group of the navigation in it. @throws where they can't be fetched */
export async function listGroup(group: HTMLDetailsElement): Promise<void> {
  const { groups, pages } = await loadPages();
  const at = groups.indexOf(group.dataset["group"] ?? "");
  const rows = pages.filter((page) => page[4] === at);
  const list = group.querySelector("ul");
  if (!list || at < 0 || rows.length === 0) return;
  const focused = list.contains(document.activeElement);
  const before = list.querySelectorAll("li:not(.rest)").length;
  const current = document.querySelector<HTMLAnchorElement>(".side [aria-current]")?.href;
  list.replaceChildren(
    ...rows.map(([url, title, method = ""]) => entry(`${siteRoot()}${url}`, title, method, current)),
  );
  // Who has asked for more by keyboard goes on where it was.
  if (focused) list.querySelectorAll("a")[Math.min(before, rows.length - 1)]?.focus();
}

function entry(address: string, title: string, method: string, current: string | undefined): HTMLLIElement {
  const link = document.createElement("a");
  link.href = address;
  if (link.href === current) link.ariaCurrent = "page";
  const mark = document.createElement("span");
  mark.className = `method ${method.toLowerCase()}`;
  mark.textContent = method;
  const text = document.createElement("span");
  text.textContent = title;
  link.append(text, mark);
  const item = document.createElement("li");
  item.append(link);
  return item;
}
