import { encodeTemplate, type Operation, type Parameter, serializeParameter } from "@spkey/model";

/** The values of parameters, by their place and name. */
export type ParameterValues = Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;

/** Parameters in their places and styles. */
export interface WrittenParameters {
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Pairs of a `Cookie` header. */
  readonly cookies: readonly string[];
  /** The values that could be written. */
  readonly values: ParameterValues;
  readonly notes: readonly string[];
}

/** Writes the parameters of an operation; what its place can't carry is left out, and a note says so. */
export function writeParameters({ parameters, path }: Operation, given: ParameterValues): WrittenParameters {
  const notes: string[] = [];
  const values = { path: {}, query: {}, header: {}, cookie: {} } as Record<Parameter["in"], Record<string, unknown>>;
  const written = new Map<Parameter, string>();
  for (const parameter of parameters) {
    const value = Object.hasOwn(given[parameter.in], parameter.name) ? given[parameter.in][parameter.name] : undefined;
    if (value === undefined) continue;
    const result = writeParameter(parameter, value);
    if ("note" in result) {
      notes.push(result.note);
      continue;
    }
    written.set(parameter, result.text);
    values[parameter.in][parameter.name] = value;
  }
  const of = (place: Parameter["in"]) => [...written].filter(([parameter]) => parameter.in === place);
  const { path: filled, refused } = fillPath(path, new Map(of("path").map(([{ name }, text]) => [name, text])));
  for (const { name, text } of refused) {
    notes.push(`\`${name}\` can't be ${JSON.stringify(text)} in a path.`);
    delete values.path[name];
  }
  const query = of("query").flatMap(([, text]) => (text === "" ? [] : [text]));
  return {
    target: encodeTemplate(filled) + (query.length > 0 ? `?${query.join("&")}` : ""),
    headers: of("header").map(([{ name }, text]) => [name, text] as const),
    cookies: of("cookie").flatMap(([, text]) => (text === "" ? [] : [text.replaceAll("&", "; ")])),
    values,
    notes,
  };
}

function writeParameter(parameter: Parameter, value: unknown): { readonly text: string } | { readonly note: string } {
  const { name, content } = parameter;
  if (content && !parameter.json && typeof value !== "string") {
    return { note: `The parameter \`${name}\` is left out: its example can't be written as ${content.mediaType}.` };
  }
  const text = serializeParameter(parameter, value);
  // RFC 9110, section 5.5: what servers make of anything else is not defined.
  if (parameter.in === "header" && !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) {
    return { note: `The header ${name} can only carry printable ASCII: it is left out.` };
  }
  return { text };
}

/**
 * Fills a path template, segment by segment. URL parsers take dot segments away, also where they are encoded (WHATWG URL,
 * section 4.4), and servers drop empty ones: the request would be another one. There, the names stay in their places.
 */
function fillPath(template: string, texts: ReadonlyMap<string, string>) {
  const refused: { readonly name: string; readonly text: string }[] = [];
  const segments = template.split("/").map((segment) => {
    const names = [...segment.matchAll(/{([^{}]+)}/g)].map(([, name = ""]) => name).filter((name) => texts.has(name));
    const filled = segment.replace(/{([^{}]+)}/g, (whole, name: string) => texts.get(name) ?? whole);
    if (names.length === 0 || !/^\.{0,2}$/.test(filled)) return filled;
    refused.push(...names.map((name) => ({ name, text: texts.get(name) ?? "" })));
    return segment;
  });
  return { path: segments.join("/"), refused };
}
