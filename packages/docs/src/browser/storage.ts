/** What a reader has chosen, on this device. Browsers may refuse to keep anything: then it lasts as long as the page. */
export function remember(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Nothing is lost but the memory of a choice.
  }
}

export function remembered(name: "language" | "theme"): string {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
