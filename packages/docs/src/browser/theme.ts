import { remember, remembered } from "./storage.ts";

const themes = ["", "light", "dark"] as const;
const labels: Readonly<Record<string, string>> = { "": "Auto", light: "Light", dark: "Dark" };

/** The button that goes through the colours: those of the system, light, dark. */
export function enableTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  if (!button) return;
  const show = (theme: string) => {
    document.documentElement.dataset["theme"] = theme;
    button.textContent = `◐ ${labels[theme] ?? "Auto"}`;
    button.setAttribute("aria-label", `Colours: ${labels[theme] ?? "Auto"}`);
  };
  let at = Math.max(0, themes.indexOf(remembered("theme") as (typeof themes)[number])); // Anything else is not found.
  show(themes[at] ?? "");
  button.hidden = false;
  button.addEventListener("click", () => {
    at = (at + 1) % themes.length;
    const theme = themes[at] ?? "";
    remember("theme", theme);
    show(theme);
  });
}
