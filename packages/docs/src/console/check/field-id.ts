import type { Direction, Schema } from "@spkey/model";
import { type Field, idPart } from "../../view/field.ts";
import { schemaField } from "../../view/fields.ts";

/** The id that the page gives to the field at a path of a value, or to the nearest one around it. */
export function fieldId(schema: Schema, direction: Direction, id: string, path: readonly string[]): string {
  const root = schemaField(schema, direction, { id, name: "", named: false });
  let field = root;
  for (const step of path) {
    const inner = childAt(root, field, step);
    if (!inner) break;
    field = inner;
  }
  return field.id;
}

function childAt(root: Field, field: Field, step: string): Field | undefined {
  const written = field.same?.id === undefined ? undefined : find(root, field.same.id);
  const children = [...field.children, ...(written?.children ?? [])];
  const named = children.find(({ name, named: isName }) => isName && name === step);
  if (named) return named;
  if (/^\d+$/.test(step)) {
    const item = children.find(({ id }) => id.endsWith(`.(item-${Number(step) + 1})`) || id.endsWith(".(items)"));
    // The parts of items may stand directly below the array.
    return item ?? field;
  }
  const inVariant = children
    .filter(({ named: isName }) => !isName)
    .map((variant) => childAt(root, variant, step))
    .find(Boolean);
  return inVariant ?? children.find(({ id }) => id.endsWith(".(additional)"));
}

function find(field: Field, id: string): Field | undefined {
  if (field.id === id) return field;
  return field.children.map((child) => find(child, id)).find(Boolean);
}

/** The ids of the groups that parameters stand in. */
export function parameterId(place: string, name: string): string {
  return `${place}.${idPart(name)}`;
}
