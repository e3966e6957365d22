import type { HostedVersion, VersionsFile } from "../hosting/versions.ts";
import { siteRoot } from "./index-files.ts";
import styles from "./versions.css";

/** Shows which versions there are, where there are several, and on a page of an old one that there is a newer. */
export async function showVersions(own: string): Promise<void> {
  const home = new URL(siteRoot(), location.href);
  // `../`, but from the address: where the newest is, it may be shown at the root as well.
  const all = home.pathname.endsWith(`/${own}/`) ? new URL("../", home) : home;
  const response = await fetch(new URL("versions.json", all));
  if (!response.ok) return;
  const { newest, versions }: VersionsFile = await response.json();
  if (versions.length < 2) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
  const page = pageAt(home);
  const places = versions.map((version) => placeOf(version, all, page));
  showList(places, own);
  const better = places.find(({ folder }) => folder === newest);
  if (better && isOlder(own, newest, versions)) await showNotice(own, better);
}

/** Where this page is in its version; the first page where its address is none of the version's. */
function pageAt(home: URL): string {
  return location.pathname.startsWith(home.pathname) ? location.pathname.slice(home.pathname.length) : "";
}

/** A version, and where this page is in it. */
interface Place extends HostedVersion {
  readonly start: string;
  /** This page, if the version has it; otherwise its first page. It is asked for once. */
  readonly page: () => Promise<string>;
}

function placeOf(version: HostedVersion, all: URL, page: string): Place {
  const start = new URL(`${version.folder}/`, all).href;
  let found: Promise<string> | undefined;
  const find = async () => {
    const same = start + page;
    if (page === "") return same;
    const { ok } = await fetch(same, { method: "HEAD" });
    return ok ? same : start;
  };
  return {
    ...version,
    start,
    page() {
      found ??= find().catch(() => start);
      return found;
    },
  };
}

/** From a prerelease, nobody is sent back to the release before it. */
function isOlder(own: string, newest: string, versions: readonly HostedVersion[]): boolean {
  const at = (folder: string) => versions.findIndex((version) => version.folder === folder);
  return at(own) > at(newest);
}

/** A list of links, closed until it is asked for: nothing happens by the arrow keys alone, unlike in a `<select>`. */
function showList(places: readonly Place[], own: string): void {
  const list = document.createElement("ul");
  list.append(...places.map((place) => entry(place, place.folder === own)));
  const summary = document.createElement("summary");
  summary.append(hidden("Version "), own);
  const details = document.createElement("details");
  details.className = "versions";
  details.append(summary, list);
  details.addEventListener("toggle", () => {
    // So that a link can be opened in a new tab, or copied.
    if (details.open) for (const [at, place] of places.entries()) follow(list.querySelectorAll("a")[at], place);
  });
  closeByLeaving(details, summary);
  document.querySelector(".site")?.prepend(details);
}

async function follow(link: HTMLAnchorElement | undefined, place: Place): Promise<void> {
  const page = await place.page();
  if (link) link.href = page;
}

function entry(place: Place, isOwn: boolean): HTMLLIElement {
  const link = document.createElement("a");
  link.href = place.start;
  link.textContent = `Version ${place.folder.slice(1)}`;
  if (isOwn) link.ariaCurrent = "true";
  const exact = document.createElement("span");
  exact.textContent = place.version;
  link.append(" ", exact);
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The same field, if the page is there.
    const page = await place.page();
    location.assign(page === place.start ? page : page + location.hash);
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/** As menus do: by Escape, by a click elsewhere, and where the focus goes on. */
function closeByLeaving(details: HTMLDetailsElement, summary: HTMLElement): void {
  details.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
  });
  details.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false;
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !details.contains(target)) details.open = false;
  });
}

async function showNotice(own: string, newest: Place): Promise<void> {
  const link = document.createElement("a");
  const page = await newest.page();
  link.href = page;
  const name = `version ${newest.folder.slice(1)}`;
  link.textContent = page === newest.start ? `Go to ${name}` : `See this page in ${name}`;
  const notice = document.createElement("p");
  notice.className = "old-version";
  notice.setAttribute("role", "note");
  notice.append(`This is version ${own.slice(1)}. The newest is ${name}. `, link);
  document.querySelector("main")?.prepend(notice);
}

function hidden(text: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = "vh";
  span.textContent = text;
  return span;
}
