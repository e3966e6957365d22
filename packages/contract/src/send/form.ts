import { type MediaType, partForm, serializeParameter } from "@spkey/model";

/** Writes `application/x-www-form-urlencoded` (WHATWG URL, section 5), each property as its encoding says. */
export function writeForm(media: MediaType, value: unknown): string {
  return Object.entries(value ?? {})
    .flatMap(([name, item]) => fields(media, name, item))
    .join("&");
}

function fields(media: MediaType, name: string, value: unknown): string[] {
  const { style: styled, repeated, contentType } = partForm(media, name);
  if (styled) {
    const { style = "form", explode = style === "form", allowReserved } = styled;
    return [serializeParameter({ name, in: "query", style, explode, json: false, allowReserved }, value)];
  }
  const items = repeated && Array.isArray(value) ? value : [value];
  return items.map((item) => [name, fieldText(item, contentType)].map(encodeURIComponent).join("="));
}

/** A field's value as text: JSON where it is no text by itself. */
export function fieldText(value: unknown, contentType: string): string {
  return typeof value === "object" || (/json$/i.test(contentType) && typeof value !== "string")
    ? JSON.stringify(value)
    : String(value);
}
