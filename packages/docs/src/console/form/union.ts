import { resolved, type Schema } from "@spkey/model";
import { typeName } from "../../view/type-name.ts";
import { json } from "../../view/words.ts";
import { h, select } from "../dom.ts";
import { control, type Form, isObject, type NullableGiven } from "./control.ts";
import { group } from "./field.ts";
import { jsonControl } from "./json.ts";
import type { Marks } from "./marks.ts";

type UnionSchema = Extract<Schema, { readonly kind: "union" }>;

/** What the reader has chosen, by path: an empty value looks like any variant. */
const picked = new WeakMap<Marks, Map<string, Schema>>();

/** A choice between variants, with the fields of the one that is chosen. */
export function unionControl(form: Form, given: NullableGiven, union: UnionSchema): HTMLElement {
  const { place, value, change } = given;
  const picks = picked.get(form.marks) ?? new Map<string, Schema>();
  picked.set(form.marks, picks);
  const key = JSON.stringify(place.path);
  const pick = picks.get(key);
  const fits = pick && union.members.includes(pick) && (value === undefined || likeness(resolved(pick), value) > 0);
  const found = fits ? pick : variantOf(union, value);
  if (value !== undefined && found === undefined) return jsonControl(form, given);
  const chosen = found ?? union.members[0];
  const options = union.members.map((member) => ({ value: member, label: variantName(union, member) }));
  const choice = select({ "aria-label": `Variant of ${place.label}` }, options, chosen, (member) => {
    picks.set(key, member);
    change(startOf(union, member));
    form.rebuild(place.path);
  });
  const fields = h("div", {});
  if (chosen) {
    const { path } = place;
    fields.append(control(form, { schema: chosen, value, place: { label: "value", named: false, path }, change }));
  }
  return group(place, form.marks, [choice, fields]);
}

function variantName({ members, discriminator }: UnionSchema, member: Schema): string {
  const mapped = discriminator?.mapping.find(({ schema }) => schema === member);
  const name = member.title ?? member.name ?? mapped?.value ?? typeName(member);
  const isAmbiguous = members.filter((each) => (each.title ?? each.name) === name).length > 1;
  return isAmbiguous ? `${name} (${members.indexOf(member) + 1})` : name;
}

/** The variant that a value is most likely to be: by the discriminator, or else by its kind and the names that it has. */
function variantOf({ members, discriminator }: UnionSchema, value: unknown): Schema | undefined {
  if (discriminator && isObject(value)) {
    const named = discriminator.mapping.find((each) => each.value === value[discriminator.propertyName]);
    const member = named && members.find((each) => each === named.schema);
    if (member) return member;
  }
  const score = (member: Schema) => likeness(resolved(member), value);
  return members.filter((member) => score(member) > 0).toSorted((a, b) => score(b) - score(a))[0];
}

/** How much a value looks like one of a schema; 0 is not at all. */
function likeness(schema: Schema, value: unknown): number {
  switch (schema.kind) {
    case "object": {
      if (!isObject(value)) return 0;
      const known = schema.properties.filter(({ name }) => Object.hasOwn(value, name)).length;
      const missing = schema.properties.filter(({ name, required }) => required && !Object.hasOwn(value, name)).length;
      return 1 + Math.max(0, known - missing) + (missing === 0 ? 1 : 0);
    }
    case "array":
      return Array.isArray(value) ? 1 : 0;
    case "enum":
      return schema.values.some((each) => json(each) === json(value)) ? 3 : 0;
    case "integer":
      return Number.isInteger(value) ? 2 : 0;
    case "null":
      return value === null ? 1 : 0;
    case "any":
      return 1;
    case "bytes":
      return typeof value === "string" ? 1 : 0;
    default:
      return typeof value === schema.kind ? 1 : 0;
  }
}

/** What a variant begins with: its example, or what tells it from others. */
function startOf({ discriminator }: UnionSchema, member: Schema): unknown {
  const end = resolved(member);
  const [example] = [...member.examples, ...end.examples];
  if (example !== undefined) return example;
  if (end.kind === "array") return [];
  if (end.kind === "enum") return end.values[0];
  if (end.kind !== "object") return undefined;
  const mapped = discriminator?.mapping.find(({ schema }) => schema === member);
  return discriminator && mapped ? { [discriminator.propertyName]: mapped.value } : {};
}
