import { type MediaType, type PartForm, partForm, serializeParameter } from "@spkey/model";

/** A field of a form, not encoded. */
export type Field = readonly [name: string, value: string];

/** Writes an object as `application/x-www-form-urlencoded`, each property as its encoding says (OpenAPI 3.1, section 4.8.15). */
export function formText(media: MediaType, value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([name, item]) => propertyText(partForm(media, name), item))
    .filter((text) => text !== "")
    .join("&");
}

function propertyText(form: PartForm, value: unknown): string {
  if (form.style) return styledText(form, form.style, value);
  return itemsOf(form, value)
    .map((item) => serializeParameter({ ...asQuery(form.name), json: false }, itemText(item)))
    .join("&");
}

/** A property that has a style is written as a parameter of a query. */
export function styledText({ name }: PartForm, style: NonNullable<PartForm["style"]>, value: unknown): string {
  const { style: own = "form", explode = own === "form", allowReserved } = style;
  return serializeParameter({ ...asQuery(name), style: own, explode, allowReserved, json: false }, value);
}

/** What is written one by one: the items of an array that is repeated, or else the value. */
export function itemsOf({ repeated }: PartForm, value: unknown): readonly unknown[] {
  return repeated && Array.isArray(value) ? value : [value];
}

/** A value as the text of one field: an object, or an array that is not repeated, as JSON. */
export function itemText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The fields of an encoded text, or of a part of it. */
export function decodedFields(text: string): Field[] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decodeURIComponent(name), decodeURIComponent(value)];
    });
}

/**
 * The fields that a text is made of, where encoding them gives the same again. A comma between the items of a list, for one,
 * would be encoded as those within them are.
 */
export function plainFields(text: string): Field[] | undefined {
  return /^(?:[\w.~&=-]|%[\dA-F]{2})*$/.test(text) ? decodedFields(text) : undefined;
}

function asQuery(name: string) {
  return { name, in: "query", style: "form", explode: true } as const;
}
