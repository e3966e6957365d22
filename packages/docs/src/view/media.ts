import { type Description, type Direction, examplesOf, isJson, kindOf, type MediaType, partForm } from "@spkey/model";
import { type ExampleRow, type Field, plainField } from "./field.ts";
import { schemaField } from "./fields.ts";
import { exampleRows } from "./serialized.ts";
import { headerFields } from "./values.ts";

/** A body in one media type. */
export interface MediaView {
  readonly id: string;
  readonly mediaType: string;
  /** The body as a whole, its fields below it; none where nothing is said of it. */
  readonly body?: Field;
  /** Each item of a stream (OpenAPI 3.2, section 4.14). */
  readonly item?: Field;
  readonly examples: readonly ExampleRow[];
  /** Whether the example was made of the schema, since none is written. */
  readonly made: boolean;
  /** Why there is no example: none is written, and none could be made. */
  readonly impossible?: string;
}

/**
 * The media types of a body; the first one has the id of the body itself. Fields that a media type has in common with one above it
 * are not repeated: an upload may be of hundreds of types.
 */
export function mediaViews(
  description: Description,
  content: readonly MediaType[],
  direction: Direction,
  id: string,
): MediaView[] {
  const first = new Map<string, MediaView>();
  return content.map((media, index) => {
    const view = mediaView(description, media, direction, index === 0 ? id : `${id}(${index + 1})`);
    const { body } = view;
    if (content.length === 1 || !body || body.children.length === 0) return view;
    const fields = fieldsOf(view.id, body);
    const same = first.get(fields);
    if (same) {
      const { id: place, name, type } = body;
      const reference = { name: same.mediaType, id: same.id };
      return { ...view, body: plainField({ id: place, name, type, named: false, same: reference }) };
    }
    first.set(fields, view);
    return view;
  });
}

/** What is said of a body, whichever its id is. */
function fieldsOf(id: string, body: Field): string {
  return JSON.stringify(body, (key, value: unknown) =>
    key === "id" && typeof value === "string" && value.startsWith(id) ? value.slice(id.length) : value,
  );
}

function mediaView(description: Description, media: MediaType, direction: Direction, id: string): MediaView {
  const { mediaType, schema, itemSchema } = media;
  const place = (segment: string, name: string) => ({ id: `${id}${segment}`, name, named: false });
  const body = schema && schemaField(schema, direction, place("", ""));
  return {
    id,
    mediaType,
    ...(body && { body: { ...body, children: body.children.map((field) => encoded(media, direction, field)) } }),
    ...(itemSchema && { item: schemaField(itemSchema, direction, place(".(item)", "each item")) }),
    ...examples(description, media, direction),
  };
}

function examples(
  description: Description,
  media: MediaType,
  direction: Direction,
): Pick<MediaView, "examples" | "made" | "impossible"> {
  const { mediaType, schema } = media;
  // Also of those that are written, only what is sent that way: as in the samples.
  const given = () => exampleRows(examplesOf(description, media, direction), mediaType);
  if (media.examples.length > 0) return { examples: given(), made: false };
  // Values are made, and neither texts, bytes nor XML.
  if (!schema || !isJson(mediaType)) return { examples: [], made: false };
  const made = given();
  if (made.length > 0) return { examples: made, made: true };
  const result = description.example(schema, direction);
  return { examples: [], made: false, ...("impossible" in result && { impossible: result.impossible }) };
}

/** A field of a form or a part of a multipart body, with how it is written (OpenAPI 3.1, section 4.8.15). */
function encoded(media: MediaType, direction: Direction, field: Field): Field {
  if (!field.named || !/^(form|multipart)$/.test(kindOf(media.mediaType))) return field;
  const { contentType, explicit, style } = partForm(media, field.name);
  const { headers = [], contentType: all = contentType } = media.encoding[field.name] ?? {};
  const rules = [
    ...(explicit ? [`sent as ${all}`] : []),
    ...(style?.style ? [`style ${style.style}${style.explode ? ", exploded" : ""}`] : []),
    ...(style?.allowReserved ? ["reserved characters are sent as they are"] : []),
  ];
  return {
    ...field,
    constraints: [...field.constraints, ...rules],
    children: [...field.children, ...headerFields(headers, direction, `${field.id}.(header)`)],
  };
}
