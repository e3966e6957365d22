import { remember, remembered } from "./storage.ts";

/** A choice that was made in one place is made in all of them, and the language is remembered. */
export function enableChoices(): void {
  const language = remembered("language");
  if (language) choose(language);
  addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest("[data-choice]")) return;
    choose(target.value);
    if (target.closest("[data-remember]")) remember("language", target.value);
  });
}

/** Makes a choice, such as `python` or `404`, wherever it can be made. */
export function choose(value: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-choice] input")) {
    if (input.value === value) input.checked = true;
  }
  dispatchEvent(new CustomEvent("choice", { detail: value }));
}
