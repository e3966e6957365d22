import { isPartOf, type Schema } from "@spkey/model";
import { h } from "../dom.ts";
import { control, type Form, type NullableGiven } from "./control.ts";
import { group } from "./field.ts";

type ObjectSchema = Extract<Schema, { readonly kind: "object" }>;
type Values = Readonly<Record<string, unknown>>;

/** The properties of an object; those that it has besides stay as they are. */
export function objectControl(
  form: Form,
  given: NullableGiven & { readonly value: Values | undefined },
  schema: ObjectSchema,
): HTMLElement {
  const { place, change } = given;
  let current = given.value;
  const put = (name: string, value: unknown) => {
    const others = Object.entries(current ?? {}).filter(([key]) => key !== name);
    const isKnown = current !== undefined && Object.hasOwn(current, name);
    const entries = isKnown
      ? Object.entries(current ?? {}).map(([key, old]) => [key, key === name ? value : old] as const)
      : [...others, [name, value] as const];
    const kept = entries.filter(([, each]) => each !== undefined);
    // An object that may be left out is left out with its last property.
    current = kept.length === 0 && place.required === false ? undefined : Object.fromEntries(kept);
    change(current);
  };
  const properties = schema.properties.filter((property) => isPartOf("request", property));
  const children = properties.map(({ name, required, schema: property }) =>
    control(form, {
      schema: property,
      value: current && Object.hasOwn(current, name) ? current[name] : undefined,
      place: { label: name, named: true, required, deprecated: property.deprecated, path: [...place.path, name] },
      change: (value) => put(name, value),
    }),
  );
  const open = schema.additionalProperties?.kind !== "never" && schema.patternProperties.length === 0;
  const known = new Set(properties.map(({ name }) => name));
  const others = Object.keys(current ?? {}).filter((name) => !known.has(name));
  const more =
    others.length > 0
      ? `Also set: ${others.join(", ")}. Edit as JSON.`
      : properties.length === 0 || schema.additionalProperties
        ? open
          ? "Add other properties as JSON."
          : undefined
        : undefined;
  return group(place, form.marks, [...children, ...(more ? [h("p", { class: "ac-hint" }, [more])] : [])]);
}
