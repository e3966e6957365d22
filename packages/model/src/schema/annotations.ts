import { extensionsOf, isNode, type Node, optionalText } from "../parse/node.ts";
import type { Annotations } from "./types.ts";

/** Keywords that say something about a value, and rule nothing. What else is no rule either: where schemas are kept, or found. */
const annotations = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$id",
  "$schema",
  "$vocabulary",
  "default",
  "definitions",
  "deprecated",
  "description",
  "example",
  "examples",
  "externalDocs",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

/** The keywords of a schema that decide what it allows. */
export function rulesOf(schema: Node): string[] {
  return Object.keys(schema).filter((name) => !annotations.has(name) && !name.startsWith("x-"));
}

export const noAnnotations: Annotations = {
  examples: [],
  deprecated: false,
  readOnly: false,
  writeOnly: false,
  extensions: {},
};

/** JSON Schema Validation 2020-12, section 9; `example`, `externalDocs` and `xml` are OpenAPI's (3.1, section 4.8.24). */
export function annotationsOf(schema: Node): Annotations {
  const { externalDocs, xml, $comment: comment } = schema;
  const listed = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  return {
    ...optionalText(schema, "title", "description"),
    ...("default" in schema && { default: schema["default"] }),
    // `example` is deprecated, but 3.1 has it still.
    examples: listed.length === 0 && "example" in schema ? [schema["example"]] : listed,
    deprecated: schema["deprecated"] === true,
    readOnly: schema["readOnly"] === true,
    writeOnly: schema["writeOnly"] === true,
    ...(isNode(externalDocs) &&
      typeof externalDocs["url"] === "string" && {
        externalDocs: { url: externalDocs["url"], ...optionalText(externalDocs, "description") },
      }),
    ...(isNode(xml) && { xml }),
    ...(typeof comment === "string" && { comment }),
    extensions: extensionsOf(schema),
  };
}

/** What is said of a whole, where it is said; else what is said of its parts. */
export function overlay(whole: Annotations, part: Annotations): Annotations {
  const pick = <Name extends keyof Annotations>(name: Name) => {
    const value = whole[name] ?? part[name];
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...pick("title"),
    ...pick("description"),
    ...("default" in whole ? { default: whole.default } : "default" in part ? { default: part.default } : {}),
    examples: whole.examples.length > 0 ? whole.examples : part.examples,
    deprecated: whole.deprecated || part.deprecated,
    readOnly: whole.readOnly || part.readOnly,
    writeOnly: whole.writeOnly || part.writeOnly,
    ...pick("externalDocs"),
    ...pick("xml"),
    ...pick("comment"),
    extensions: { ...part.extensions, ...whole.extensions },
  };
}
