import type { Schema } from "@spkey/model";
import { json } from "../../view/words.ts";
import { h, select } from "../dom.ts";
import type { Form, NullableGiven } from "./control.ts";
import { field } from "./field.ts";

/** One of several values, none of them, or one that is none of them and stands in the JSON. */
export function choiceControl(form: Form, given: NullableGiven, values: readonly unknown[]): HTMLElement {
  const { value, orNull, place, change } = given;
  const listed = [...values, ...(orNull ? [null] : [])];
  const chosen = listed.find((each) => json(each) === json(value));
  const other = value !== undefined && chosen === undefined && !(orNull && value === null) ? [value] : [];
  const options = [undefined, ...listed, ...other].map((each) => ({
    value: each,
    label: each === undefined ? "not set" : typeof each === "string" ? each : json(each),
  }));
  return field(place, form.marks, select({}, options, other.length > 0 ? value : chosen, change));
}

/** A text or a number. An empty input is no value; what is no number is sent as it is. */
export function textControl(form: Form, given: NullableGiven, schema: Schema): HTMLElement {
  const { value, place, orNull, change } = given;
  const isNumber = schema.kind === "number" || schema.kind === "integer";
  const shown = value === undefined || value === null ? "" : typeof value === "string" ? value : json(value);
  const [example = schema.default] = schema.examples;
  const attributes = {
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    disabled: value === null && orNull,
    placeholder: example === undefined ? undefined : `e.g. ${typeof example === "string" ? example : json(example)}`,
  };
  const read = (text: string) => (text === "" ? undefined : isNumber ? numberOf(text) : text);
  const input =
    shown.length > 60 || /\n/.test(shown)
      ? h("textarea", { ...attributes, rows: Math.min(8, shown.split("\n").length + 1) }, [shown])
      : h("input", { ...attributes, type: "text", value: shown, inputmode: isNumber ? "decimal" : undefined });
  input.addEventListener("input", () => change(read(input.value)));
  return field(place, form.marks, input, orNull ? nullToggle(place.label, value === null, input, change) : undefined);
}

/** A number as JSON writes it (RFC 8259, section 6); anything else stays the text that it is. */
function numberOf(text: string): unknown {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function nullToggle(
  label: string,
  isNull: boolean,
  input: HTMLInputElement | HTMLTextAreaElement,
  change: (value: unknown) => void,
): HTMLElement {
  const box = h("input", { type: "checkbox", checked: isNull, "aria-label": `${label} is null` });
  box.addEventListener("change", () => {
    input.disabled = box.checked;
    change(box.checked ? null : input.value === "" ? undefined : input.value);
  });
  return h("label", { class: "ac-null" }, [box, "null"]);
}

/** A file, whose name stands for it in the preview. */
export function fileControl(form: Form, { place, change }: NullableGiven): HTMLElement {
  const input = h("input", { type: "file" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    form.file?.(place.path, file);
    change(file?.name);
  });
  return field(place, form.marks, input);
}
