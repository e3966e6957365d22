import { isJson } from "@spkey/model/http/media-type.ts";
import { type Diagnostic, type Operation, type PrismRequest, validateAgainstSchema } from "../prism/index.ts";

/** A parameter as Prism has read it. */
interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly schema?: Schema;
  /** As it is written; Prism does not look at it. */
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

type Schema = Readonly<Record<string, unknown>>;
type Place = "path" | "query" | "header" | "cookie";

/** Parameters of one place that are validated together; nothing where there are none. */
interface Group {
  readonly place: Place;
  readonly parameters: readonly Parameter[];
  /** Of an object whose properties they are: an object of our own, by which Prism's validator knows what it has compiled. */
  readonly schema: Schema;
  /** Whether they are texts, of which numbers are made. */
  readonly coerce: boolean;
}

const known = new WeakMap<Operation, readonly Group[]>();

/**
 * Validates the parameters that Prism does not: cookies, and what is described by `content` of a JSON media type (OpenAPI 3.1,
 * section 4.8.12.2).
 */
export function unseenDiagnostics(operation: Operation, request: PrismRequest): readonly Diagnostic[] {
  const groups = known.get(operation) ?? groupsOf(operation);
  known.set(operation, groups);
  return groups.flatMap((group) => diagnosticsOf(operation, group, request));
}

function groupsOf({ request = {} }: Operation): Group[] {
  const {
    path = [],
    query = [],
    headers = [],
    cookie = [],
  } = request as Readonly<Record<string, readonly Parameter[]>>; // Stoplight's types leave `content` out.
  const rows: [Place, readonly Parameter[]][] = [
    ["path", path],
    ["query", query],
    ["header", headers],
    ["cookie", cookie],
  ];
  return rows.flatMap(([place, parameters]) => {
    const inJson = parameters.filter((each) => schemaInJson(each) !== undefined);
    const texts = place === "cookie" ? parameters.filter(({ content }) => content === undefined) : [];
    return [groupOf(place, inJson, false), groupOf(place, texts, true)].filter((group) => group.parameters.length > 0);
  });
}

function groupOf(place: Place, parameters: readonly Parameter[], coerce: boolean): Group {
  const schemas = parameters.map((each) => [each.name, (coerce ? each.schema : schemaInJson(each)) ?? {}] as const);
  const [first] = schemas.flatMap(([, { $schema }]) => ($schema === undefined ? [] : [$schema]));
  const required = parameters.filter((each) => each.required).map(({ name }) => name);
  const dialect = first === undefined ? {} : { $schema: first };
  return {
    place,
    parameters,
    coerce,
    schema: { ...dialect, type: "object", properties: Object.fromEntries(schemas), required },
  };
}

function schemaInJson({ content = {} }: Parameter): Schema | undefined {
  const [entry] = Object.entries(content);
  return entry && isJson(entry[0]) ? (entry[1].schema ?? {}) : undefined;
}

function diagnosticsOf(
  operation: Operation,
  { place, parameters, schema, coerce }: Group,
  request: PrismRequest,
): readonly Diagnostic[] {
  const values: Record<string, unknown> = {};
  const malformed: Diagnostic[] = [];
  for (const parameter of parameters) {
    const texts = textsOf(operation, place, parameter.name, request);
    if (coerce) {
      const value = cookieOf(parameter, texts, request);
      if (value !== undefined) values[parameter.name] = value;
      continue;
    }
    const [text] = texts;
    if (text === undefined) continue;
    try {
      values[parameter.name] = JSON.parse(text);
    } catch {
      const message = `Request ${place} parameter ${parameter.name} is not valid JSON`;
      malformed.push({ path: [place, parameter.name], code: "contentMediaType", message, severity: 0 });
    }
  }
  if (malformed.length > 0) return malformed;
  const bundle = (operation as { __bundled__?: object }).__bundled__; // Where Prism keeps what is referred to.
  return validateAgainstSchema(values, schema, coerce, place, bundle);
}

/** The values of a name, decoded. */
function textsOf({ path }: Operation, place: Place, name: string, { url, headers = {} }: PrismRequest): string[] {
  switch (place) {
    case "path":
      return inPath(path, name, url.path);
    case "query":
      return [url.query?.[name] ?? []].flat();
    case "header":
      return [headers[name.toLowerCase()] ?? []].flat();
    case "cookie":
      return cookiesOf(headers["cookie"] ?? "").flatMap(([key, value]) => (key === name ? [value] : []));
  }
}

/** Several parameters can stand in one segment, as in `{name}.{format}`. */
function inPath(template: string, name: string, path: string): string[] {
  const names = Array.from(template.matchAll(/\{([^}]*)\}/g), ([, each]) => each);
  const literals = template.split(/\{[^}]*\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const text = new RegExp(`^${literals.join("([^/]+?)")}$`).exec(path)?.[names.indexOf(name) + 1];
  return text === undefined ? [] : [decode(text)];
}

function cookiesOf(header: string): [string, string][] {
  return header.split(";").flatMap((pair) => {
    const [name = "", ...value] = pair.split("=");
    return value.length === 0 ? [] : [[decode(name.trim()), decode(value.join("=").trim())]];
  });
}

/** In the style `form`, the only one of cookies. */
function cookieOf(
  { explode = true, schema = {} }: Parameter,
  texts: readonly string[],
  { headers = {} }: PrismRequest,
): unknown {
  const [first] = texts;
  if (schema["type"] === "array" && texts.length > 0) return explode ? texts : (first ?? "").split(",");
  if (schema["type"] !== "object") return first;
  if (!explode) {
    const parts = first?.split(",") ?? [];
    return first === undefined
      ? undefined
      : Object.fromEntries(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ""]] : [])));
  }
  const names = Object.keys((schema["properties"] ?? {}) as object); // A schema's properties are an object.
  const entries = cookiesOf([headers["cookie"] ?? ""].flat().join(";")).filter(([name]) => names.includes(name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What is not encoded as it should be stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
