import {
  type Direction,
  isExact,
  isJson,
  isPublic,
  kindOf,
  type MediaType,
  namesOfStatus,
  type Operation,
  type Parameter,
  resolved,
  type Schema,
  schemaFor,
  visitSchema,
} from "@spkey/model";
import { anyText, createSchemaView, type SchemaView } from "./schema-view.ts";

/** All that can be seen of an operation from outside, as text. */
export interface View {
  readonly request: string;
  readonly answers: string;
}

/**
 * What can be seen of an operation from outside: two operations whose views are the same behave the same. Left out is what says
 * nothing (prose, examples, where something stands), what is the same in other words (`minLength: 0`), and what can't be told from
 * what is sent: of values that are written as text their types, of bytes and XML their schemas.
 */
export function viewOf({ method, path, parameters, requestBody, responses, security }: Operation): View {
  const [request, answer] = [createSchemaView("json"), createSchemaView("json")];
  const isHead = method === "HEAD";
  const requestView = {
    method,
    parameters: parameters
      .map(parameterView(path, request))
      // A path may be any text; and of what may be left out, and may be any text, nothing can be told.
      .filter(({ place, required, rules }) => rules !== anyText || (required && place !== "path")),
    body: requestBody && {
      required: requestBody.required,
      content: requestBody.content.map((media) => contentView(media, "request", request)),
    },
    // Where credentials are optional, which ones they are does not matter.
    security: isPublic(security)
      ? []
      : security.map((requirement) => requirement.map(({ scheme }) => ({ ...scheme, description: "", pointer: "" }))),
  };
  const views = responses.map((response) => ({
    status: response.status,
    headers: headersView(response, answer),
    content: isHead
      ? []
      : response.content.map((media) => [
          contentView(media, "response", answer),
          media.schema && writeOnlyIn(media.schema),
        ]),
  }));
  // What `default` or a range says as well needs no status of its own.
  const sameAs = ({ status, ...view }: (typeof views)[number], name: string | undefined) =>
    views.some(({ status: other, ...rest }) => other === name && JSON.stringify(rest) === JSON.stringify(view));
  const answersView = views.filter((each) => {
    const others = isExact(each.status) ? namesOfStatus(Number(each.status)).slice(1) : ["default"];
    const next = others.find((name) => each.status !== name && views.some(({ status }) => status === name));
    return !sameAs(each, next);
  });
  return {
    request: JSON.stringify([requestView, request.targets()]),
    answers: JSON.stringify([answersView, answer.targets()]),
  };
}

function parameterView(path: string, view: SchemaView) {
  return (parameter: Parameter) => {
    const { name, in: place, required, style, explode, json, allowReserved } = parameter;
    const schema = schemaFor("request", parameter.schema);
    const rules = json ? view.of(schema) : createSchemaView(place === "query" ? "text" : "text, not empty").of(schema);
    // A scalar is written alike in all styles but those in which something stands before it.
    const isScalar = !json && !/"(list|object)\\?":/.test(JSON.stringify(rules));
    const isPlain = isScalar && style !== "label" && style !== "matrix";
    return {
      place,
      // The name of a path parameter is not sent, and the case of a header's does not matter.
      name: place === "path" ? path.indexOf(`{${name}}`) : place === "header" ? name.toLowerCase() : name,
      required,
      form: isPlain ? "plain" : [style, explode, json, allowReserved],
      rules,
    };
  };
}

/** One that may be there, with any text in it, is like one that is not described. */
function headersView({ headers }: Operation["responses"][number], view: SchemaView) {
  return headers
    .map(({ name, required, schema, content }) => ({
      name: name.toLowerCase(),
      required,
      rules: content && isJson(content.mediaType) ? view.of(schema) : createSchemaView("text, not empty").of(schema),
    }))
    .filter(({ required, rules }) => required || rules !== anyText);
}

function contentView({ mediaType, schema, encoding }: MediaType, direction: Direction, view: SchemaView) {
  const name = mediaType.toLowerCase();
  if (!schema) return { name };
  const projected = schemaFor(direction, schema);
  switch (kindOf(mediaType)) {
    case "json":
      return { name, rules: view.of(projected) };
    case "form":
    case "multipart": {
      // How a field is written matters to what is not any text.
      const rules = createSchemaView("text").of(ofObjects(projected));
      return direction === "response"
        ? { name }
        : { name, rules, encoding: Object.entries(encoding).map(([field, { headers: _, ...each }]) => [field, each]) };
    }
    case "text":
      // XML and the like are only spellings of what a schema is about.
      return /[/+]xml\b/.test(name) || ["object", "array"].includes(resolved(schema).kind)
        ? { name }
        : { name, rules: createSchemaView("text").of(projected) };
    default:
      return { name };
  }
}

/** A form has fields: it is no other value. */
function ofObjects(schema: Schema): Schema {
  const end = resolved(schema);
  if (end.kind !== "union") return schema;
  const objects = end.members.filter((member) => resolved(member).kind === "object");
  const [only] = objects;
  return objects.length === 1 && only ? only : { ...end, members: objects };
}

/** Where fields stand that are only sent: in an answer, they are a fault. */
function writeOnlyIn(schema: Schema): string[] {
  const names: string[] = [];
  const seen = new Set<Schema>();
  visitSchema(schema, (each, path) => {
    if (seen.has(each)) return false;
    seen.add(each);
    if (each.writeOnly) names.push(path.join("/"));
    return true;
  });
  return names;
}
