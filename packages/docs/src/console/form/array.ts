import { resolved, type Schema } from "@spkey/model";
import { h } from "../dom.ts";
import { control, type Form, type NullableGiven } from "./control.ts";
import { group } from "./field.ts";

type ArraySchema = Extract<Schema, { readonly kind: "array" }>;

/** The items of an array, to which one can be added, and from which any can be taken. */
export function arrayControl(
  form: Form,
  given: NullableGiven & { readonly value: readonly unknown[] | undefined },
  schema: ArraySchema,
): HTMLElement {
  const { place, change } = given;
  let current = given.value ?? [];
  const put = (items: readonly unknown[]) => {
    current = items;
    change(items.length === 0 && place.required === false ? undefined : items);
  };
  const children = current.map((value, index) =>
    h("div", { class: "ac-item" }, [
      control(form, {
        schema: schema.items,
        value,
        place: { label: `${place.label} ${index + 1}`, named: false, path: [...place.path, String(index)] },
        // An item that is emptied stays: it is sent as an empty one.
        change: (item) => put(current.map((old, at) => (at === index ? (item ?? emptyOf(schema.items)) : old))),
      }),
      h(
        "button",
        { type: "button", class: "ac-quiet", "aria-label": `Remove ${place.label} ${index + 1}` },
        ["Remove"],
        {
          click: () => {
            put(current.filter((_, at) => at !== index));
            form.rebuild([...place.path, String(Math.max(0, index - 1))]);
          },
        },
      ),
    ]),
  );
  const add = h("button", { type: "button", class: "ac-quiet", "aria-label": `Add to ${place.label}` }, ["Add"], {
    click: () => {
      put([...current, exampleOf(schema.items)]);
      form.rebuild([...place.path, String(current.length - 1)]);
    },
  });
  return group(place, form.marks, [...children, add]);
}

/** What a new item begins with: what is written of it. */
function exampleOf(schema: Schema): unknown {
  const end = resolved(schema);
  const [example = schema.default] = [...schema.examples, ...end.examples];
  return example ?? emptyOf(schema);
}

function emptyOf(schema: Schema): unknown {
  const end = resolved(schema);
  switch (end.kind) {
    case "object":
      return {};
    case "array":
      return [];
    case "enum":
      return end.values[0];
    case "boolean":
      return false;
    case "union":
      return end.members[0] ? emptyOf(end.members[0]) : "";
    case "null":
      return null;
    default:
      return "";
  }
}
