import { h } from "../dom.ts";
import type { Form, NullableGiven } from "./control.ts";
import { field } from "./field.ts";

/** A value of any kind, as JSON. What is no JSON is not taken, and said to be none. */
export function jsonControl(form: Form, { value, place, change }: NullableGiven): HTMLElement {
  const text = value === undefined ? "" : JSON.stringify(value, null, 2);
  const area = h(
    "textarea",
    { rows: Math.min(8, text.split("\n").length + 1), spellcheck: "false", class: "ac-code" },
    [text],
  );
  area.addEventListener("input", () => {
    const parsed = area.value.trim() === "" ? { value: undefined } : parseJson(area.value);
    area.setCustomValidity("value" in parsed ? "" : parsed.message);
    if ("value" in parsed) change(parsed.value);
    else form.marks.show([{ path: place.path, message: `${parsed.message} The last JSON is used.` }]);
  });
  return field({ ...place, type: `${place.type}, as JSON` }, form.marks, area);
}

/** @returns the value, or why the text is no JSON */
export function parseJson(text: string): { readonly value: unknown } | { readonly message: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // What was typed is not repeated: browsers quote some of it.
    const [place = ""] = /(position \d+( \(line \d+ column \d+\))?|line \d+ column \d+)/.exec(String(error)) ?? [];
    return { message: `This is not valid JSON${place ? `: see ${place}` : ""}.` };
  }
}
