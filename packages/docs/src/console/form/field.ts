import { h, uniqueId } from "../dom.ts";
import type { Marks } from "./marks.ts";

/** What stands around a control: what it is called, and where its value is. */
export interface Place {
  readonly label: string;
  /** Whether the label is a name of the API, which is shown as code. */
  readonly named: boolean;
  /** In words, as in `array of string`. */
  readonly type: string;
  /** None where the question does not arise, as for an item. */
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly path: readonly string[];
}

/** A label, an input, and the place for what is wrong with it. */
export function field(place: Place, marks: Marks, input: HTMLElement, ...beside: readonly (Node | undefined)[]) {
  const id = uniqueId();
  const note = h("p", { class: "ac-note", id: `${id}-note`, hidden: true });
  input.id = id;
  input.setAttribute("aria-describedby", note.id);
  marks.add(place.path, { input, note, focus: input });
  return h("div", { class: "ac-field" }, [
    h("div", { class: "ac-line" }, [h("label", { for: id, class: "ac-label" }, labelOf(place)), ...beside]),
    input,
    note,
  ]);
}

/** Several fields under one name. */
export function group(place: Place, marks: Marks, children: readonly Node[], ...beside: readonly (Node | undefined)[]) {
  const note = h("p", { class: "ac-note", id: uniqueId(), hidden: true });
  const element = h("fieldset", { class: "ac-group", "aria-describedby": note.id, tabindex: -1 }, [
    h("legend", { class: "ac-label" }, labelOf(place)),
    ...beside,
    note,
    ...children,
  ]);
  marks.add(place.path, { note, focus: element });
  return element;
}

function labelOf({ label, named, type, required, deprecated }: Place): (Node | undefined)[] {
  return [
    h(named ? "code" : "span", {}, [label]),
    h("span", { class: "ac-type" }, [type]),
    required === false ? h("span", { class: "ac-type" }, ["optional"]) : undefined,
    deprecated ? h("span", { class: "ac-deprecated" }, ["deprecated"]) : undefined,
  ];
}
