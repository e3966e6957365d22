import { isRange, type MediaType, type PartForm, partForm } from "@spkey/model";
import { decodedFields, itemsOf, itemText, styledText } from "./form.ts";

/** A field, or a file that is uploaded. */
export type Part = TextPart | FilePart;

export interface TextPart {
  readonly name: string;
  readonly value: string;
  /** Its `Content-Type`; a plain text needs none (RFC 7578, section 4.4). */
  readonly contentType?: string;
}

export interface FilePart {
  readonly name: string;
  /** The name of the file. */
  readonly file: string;
  /** Its `Content-Type`, where the description says one. */
  readonly contentType?: string;
}

/** The parts of a `multipart/form-data` body, each property as its encoding says (OpenAPI 3.1, section 4.8.15). */
export function partsOf(media: MediaType, value: Readonly<Record<string, unknown>>): Part[] {
  return Object.entries(value).flatMap(([name, item]): Part[] => {
    const form = partForm(media, name);
    if (form.style) {
      return decodedFields(styledText(form, form.style, item)).map(([key, text]) => ({ name: key, value: text }));
    }
    return itemsOf(form, item).map((single) => partOf(form, single));
  });
}

function partOf(form: PartForm, value: unknown): Part {
  const { name, explicit, contentType } = form;
  const said = !isRange(contentType) && (explicit || (form.file && contentType !== "application/octet-stream"));
  if (form.file) return { name, file: fileName(value), ...(said && { contentType }) };
  const type = said ? contentType : typeof value === "object" && value !== null ? "application/json" : undefined;
  return { name, value: itemText(value), ...(type !== undefined && { contentType: type }) };
}

/** What of the parts no language shows. */
export function partNotes({ encoding }: MediaType, value: unknown): string[] {
  return Object.keys(Object(value)).flatMap((name) => {
    const headers = encoding[name]?.headers ?? [];
    if (headers.length === 0) return [];
    return [`Headers of the part \`${name}\` are not shown: ${headers.map((header) => header.name).join(", ")}.`];
  });
}

/** An example of bytes can't be shown as text; what looks like the name of a file is taken for one. */
export function fileName(value: unknown): string {
  return typeof value === "string" && /^[\w-]+\.\w{1,5}$/.test(value) ? value : "file.bin";
}
