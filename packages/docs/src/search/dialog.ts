import { loadIndex, loadPages, siteRoot } from "../browser/index-files.ts";
import type { EntryRow } from "./format.ts";
import { createSearch, type Result, type Results } from "./query.ts";
import { folded } from "./words.ts";

/** The dialog, made at first use. */
let opened: { readonly dialog: HTMLDialogElement; readonly input: HTMLInputElement } | undefined;

/** Opens the search. @param typed what to search for; where it is empty, what was searched for before is there to type over */
export function openSearch(typed: string): void {
  opened ??= makeDialog();
  const { dialog, input } = opened;
  if (!dialog.open) dialog.showModal();
  if (!typed) {
    input.select();
    return;
  }
  input.value = typed;
  input.dispatchEvent(new Event("input"));
}

function makeDialog() {
  const dialog = element("dialog", { className: "search", ariaLabel: "Search" });
  const input = element("input", {
    type: "search",
    placeholder: "Search operations, fields and prose",
    ariaLabel: "Search",
    autocomplete: "off",
    spellcheck: false,
    role: "combobox",
    ariaExpanded: "false",
    ariaAutoComplete: "list",
  });
  input.setAttribute("aria-controls", "search-results");
  input.setAttribute("autocapitalize", "off");
  const close = element("button", { type: "button", textContent: "Close" });
  const list = element("div", { id: "search-results", role: "listbox", ariaLabel: "Results" });
  const status = element("p", { role: "status" });
  const keys = element("p", { className: "search-keys", textContent: "↑ ↓ to choose, Enter to open" });
  const foot = element("div", { className: "search-foot" });
  foot.append(status, keys);
  const head = element("div", { className: "search-head" });
  head.append(input, close);
  dialog.append(head, list, foot);
  document.body.append(dialog);

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    // Outside of what it holds, the target is the dialog itself. Where the link is on this very page, it has to go away.
    if (target === dialog || (target instanceof Element && target.closest("a"))) dialog.close();
  });
  input.addEventListener("input", () => update(input, list, status));
  input.addEventListener("keydown", (event) => move(event, input, list));
  update(input, list, status);
  return { dialog, input };
}

async function update(input: HTMLInputElement, list: HTMLElement, status: HTMLElement): Promise<void> {
  const query = input.value;
  try {
    const [pages, index] = await Promise.all([loadPages(), loadIndex()]);
    search ??= createSearch(pages, index);
    // Something else may have been typed since.
    if (query === input.value) show(query, search(query), list);
    status.textContent = words(query, list);
  } catch (error) {
    list.replaceChildren();
    status.textContent = `The index could not be loaded. ${error instanceof Error ? error.message : ""}`;
  }
  select(options(list)[0], input, list);
}

let search: ((query: string) => Results) | undefined;

function words(query: string, list: HTMLElement): string {
  const found = list.querySelectorAll("[role=group]").length;
  if (found > 0) return `${found} ${found === 1 ? "page" : "pages"}`;
  return query.trim() ? `Nothing found for “${query}”.` : "Try a field, a status or a word of a description.";
}

function show(query: string, { results, words: found }: Results, list: HTMLElement): void {
  const marked = query.trim() ? found : [];
  list.replaceChildren(...(query.trim() ? results : []).map((result, index) => group(result, marked, index)));
}

/** A page and what on it was found, each a link, so that it can be opened elsewhere. */
function group({ page, entries }: Result, found: readonly string[], index: number): HTMLElement {
  const [url, title, method, path] = page;
  const own = option(`${siteRoot()}${url}`, `search-${index}`);
  own.className = "search-page";
  own.append(mark(title, found, element("strong", {})));
  if (method && path) {
    const call = element("span", { className: "search-call" });
    call.append(
      element("span", { className: `method ${method.toLowerCase()}`, textContent: method }),
      " ",
      element("code", { textContent: path }),
    );
    own.append(call);
  }
  const container = element("div", { role: "group", ariaLabel: title });
  container.append(own, ...entries.map((entry, at) => entryOption(url, entry, found, `search-${index}-${at}`)));
  return container;
}

function entryOption(url: string, [id, label, text]: EntryRow, found: readonly string[], own: string): HTMLElement {
  const link = option(`${siteRoot()}${url}#${encodeURIComponent(id)}`, own);
  link.append(mark(label || id, found, element("code", {})));
  if (text) link.append(mark(text, found, element("span", {})));
  return link;
}

function option(href: string, id: string): HTMLAnchorElement {
  return element("a", { href, id, role: "option", tabIndex: -1, ariaSelected: "false" });
}

/** A text in which the words that were found are marked. */
function mark<Parent extends HTMLElement>(text: string, found: readonly string[], parent: Parent): Parent {
  const plain = folded(text);
  // Where letters change their number, no place in the one text is one in the other.
  const places = plain.length === text.length ? rangesOf(plain, found) : [];
  let end = 0;
  for (const [from, to] of places) {
    if (from < end) continue;
    parent.append(text.slice(end, from), element("mark", { textContent: text.slice(from, to) }));
    end = to;
  }
  parent.append(text.slice(end));
  return parent;
}

function rangesOf(text: string, found: readonly string[]): (readonly [from: number, to: number])[] {
  return found
    .map((word) => [text.indexOf(word), word.length] as const)
    .filter(([from]) => from >= 0)
    .map(([from, length]) => [from, from + length] as const)
    .toSorted(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd);
}

function options(list: HTMLElement): HTMLAnchorElement[] {
  return [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
}

function selected(list: HTMLElement): number {
  return options(list).findIndex((each) => each.ariaSelected === "true");
}

function select(link: HTMLAnchorElement | undefined, input: HTMLInputElement, list: HTMLElement): void {
  for (const each of options(list)) each.ariaSelected = String(each === link);
  input.ariaExpanded = String(link !== undefined);
  input.setAttribute("aria-activedescendant", link?.id ?? "");
  link?.scrollIntoView({ block: "nearest" });
}

function move(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  // An input method may be composing a word.
  if (event.isComposing) return;
  const all = options(list);
  const at = selected(list);
  if (event.key === "Enter") {
    event.preventDefault();
    all[at]?.click();
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
  if (to === undefined || all.length === 0) return;
  event.preventDefault();
  const far = event.key.startsWith("Page");
  select(all[far ? Math.max(0, Math.min(to, all.length - 1)) : (to + all.length) % all.length], input, list);
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
