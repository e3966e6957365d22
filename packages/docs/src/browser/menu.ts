/** On a narrow screen, the menu is closed until it is asked for. */
export function enableMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>("[data-menu]");
  if (!menu) return;
  const wide = matchMedia("(min-width: 900px)");
  const follow = () => {
    menu.open = wide.matches;
  };
  follow();
  wide.addEventListener("change", follow);
  menu.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
