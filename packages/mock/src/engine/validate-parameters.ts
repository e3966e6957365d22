import {
  type Deserialized,
  decodeForm,
  decodeUri,
  firstFitting,
  isJson,
  kindOf,
  matchPath,
  type Operation,
  type Pair,
  type Parameter,
  pairsOfCookies,
  pairsOfQuery,
  parseJson,
  readForm,
  readHeaderText,
  readPairs,
  readPathText,
  typedText,
} from "@spkey/model/outline";
import type { Diagnostic } from "../prism/index.ts";
import { diagnostic, placeName, unlessEndless, warning } from "./diagnostics.ts";
import type { EngineRequest } from "./request.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/** The parts of a request that parameters are in, as they were sent. */
interface Sent {
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly Pair[];
  readonly cookie: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What is wrong with the parameters of a request (OpenAPI 3.1, section 4.8.12). */
export function parameterDiagnostics(
  operation: Operation,
  { path, query, headers }: Pick<EngineRequest, "path" | "query" | "headers">,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const { parameters } = operation;
  if (parameters.length === 0) return [];
  const sent = { query: pairsOfQuery(query), cookie: pairsOfCookies(headers["cookie"] ?? ""), headers };
  const of = (places: readonly Parameter["in"][], way: Readonly<Record<string, string>>) =>
    places.flatMap((place) =>
      parameters.flatMap((each) =>
        each.in === place
          ? unlessEndless("Request", [place, each.name], () =>
              diagnosticsOf(operation, each, { ...sent, path: way }, validator),
            )
          : [],
      ),
    );
  const others = of(["header", "query", "cookie"], {});
  if (!parameters.some((each) => each.in === "path")) return others;
  // Where a path can be read in several ways, the one is meant that has least wrong with it.
  const ways = matchPath(operation.path, path).map((way) => of(["path"], way));
  return [
    ...others,
    ...ways.reduce((best, one) => (one.length < best.length ? one : best), ways[0] ?? of(["path"], {})),
  ];
}

function diagnosticsOf(
  operation: Operation,
  parameter: Parameter,
  sent: Sent,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const { name, in: place, required, schema, deprecated } = parameter;
  const read = parameter.content ? readContent(parameter, sent, validator) : readStyled(operation, parameter, sent);
  if (!read) {
    const message = `${placeName("Request", [place])} must have required property '${name}'`;
    return required ? [diagnostic([place], "required", message)] : [];
  }
  const at = [place, name];
  if ("malformed" in read) {
    const code = parameter.content ? "contentMediaType" : "style";
    return [diagnostic(at, code, `${placeName("Request", at)} ${read.malformed}`)];
  }
  const title = `${place.charAt(0).toUpperCase()}${place.slice(1)}`;
  const hints = deprecated ? [warning(at, "deprecated", `${title} param ${name} is deprecated`)] : [];
  if (isAllowedToBeEmpty(parameter, sent)) return hints;
  const typed = "value" in read ? read.value : typedReading(parameter, read, validator);
  return [...validator.diagnosticsOf(schema, typed, at), ...hints];
}

function typedReading(
  { schema }: Parameter,
  { readings }: { readonly readings: readonly unknown[] },
  { fits }: SchemaValidator,
): unknown {
  return firstFitting(
    schema,
    readings.map((reading) => typedText(schema, reading, fits)),
    fits,
  );
}

/** Section 4.8.12.2. */
function isAllowedToBeEmpty({ name, in: place, allowEmptyValue }: Parameter, { query }: Sent): boolean {
  if (place !== "query" || !allowEmptyValue) return false;
  const own = query.filter(([key]) => key === name);
  return own.length === 1 && own[0]?.[1] === "";
}

function readStyled(operation: Operation, parameter: Parameter, sent: Sent): Deserialized {
  const { name } = parameter;
  switch (parameter.in) {
    case "path":
      return sent.path[name] === undefined ? undefined : readPathText(parameter, sent.path[name]);
    case "header": {
      const text = sent.headers[name.toLowerCase()];
      return text === undefined ? undefined : readHeaderText(parameter, text);
    }
    case "query":
      return readPairs(parameter, sent.query, { decode: decodeForm, isOthers: isOtherOf(operation, parameter) });
    case "cookie":
      return readPairs(parameter, sent.cookie, { decode: decodeUri, isOthers: isOtherOf(operation, parameter) });
  }
}

/** Whether a name in the query, or among the cookies, is that of another parameter, or of a credential. */
function isOtherOf({ parameters, security }: Operation, { name: own, in: place }: Parameter) {
  const others = parameters.filter((each) => each.in === place && each.name !== own);
  const names = new Set(others.map(({ name }) => name));
  for (const { scheme } of security.flat()) {
    if (scheme.type === "apiKey" && scheme.in === place) names.add(scheme.name);
  }
  const deep = others.filter(({ style }) => style === "deepObject").map(({ name }) => `${name}[`);
  return (name: string) => names.has(name) || name.startsWith("__") || deep.some((start) => name.startsWith(start));
}

/** A parameter that is described by the media type of its value. */
function readContent(
  { name, in: place, content, schema }: Parameter,
  { path, query, cookie, headers }: Sent,
  { fits }: SchemaValidator,
): { readonly value: unknown } | { readonly malformed: string } | undefined {
  const { mediaType = "" } = content ?? {};
  const inPairs = (pairs: readonly Pair[]) => pairs.find(([key]) => key === name)?.[1];
  const raw = { path: path[name], query: inPairs(query), cookie: inPairs(cookie), header: headers[name.toLowerCase()] };
  const sent = raw[place];
  if (sent === undefined) return undefined;
  const text = place === "header" ? sent : place === "query" ? decodeForm(sent) : decodeUri(sent);
  if (content && kindOf(mediaType) === "form") {
    const fields = pairsOfQuery(text).map(([key, value]) => ({ name: key, text: value }));
    return { value: readForm({ ...content, schema }, fields, decodeForm, fits).value };
  }
  if (!isJson(mediaType)) return { value: typedText(schema, text, fits) };
  const value = parseJson(text);
  return value === undefined ? { malformed: "is not valid JSON" } : { value };
}
