import { type Example, type Header, kindOf, type Parameter, serializeParameter } from "@spkey/model";
import type { ExampleRow } from "./field.ts";
import { json } from "./words.ts";

/** Examples of a value that is written as its media type says: what is no JSON is text already. */
export function exampleRows(examples: readonly Example[], mediaType = "application/json"): ExampleRow[] {
  return examples.map((example) => exampleRow(example, exampleText(example.value, mediaType)));
}

/** Examples of a parameter or a header, in one line each: text as it is typed, anything else as JSON. */
export function valueRows({ examples, content }: Parameter | Header): ExampleRow[] {
  const isText = !content || kindOf(content.mediaType) !== "json";
  return examples.map((example) => {
    const { value } = example;
    // Nobody sees an empty text without quotes.
    return exampleRow(example, isText && typeof value === "string" && value !== "" ? value : json(value));
  });
}

function exampleRow({ name, summary, description }: Example, text: string): ExampleRow {
  return {
    ...(name !== undefined && { name }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    text,
  };
}

function exampleText(value: unknown, mediaType: string): string {
  if (typeof value === "string" && kindOf(mediaType) !== "json") return value;
  return JSON.stringify(value, null, 2);
}

/** How a parameter is written, where that is more than its value as text (OpenAPI 3.1, section 4.8.12.4). */
export function formRules(parameter: Parameter): string[] {
  const { style, explode, content, allowEmptyValue, allowReserved } = parameter;
  const value = parameter.examples[0]?.value;
  const composed = typeof value === "object" && value !== null;
  const usual = style === "form" || style === "simple";
  return [
    ...(content ? [`written as ${content.mediaType}`] : []),
    ...(usual || content ? [] : [`style ${style}${explode ? ", exploded" : ""}`]),
    ...(composed || !usual ? sentAs(parameter, value) : []),
    ...(allowEmptyValue ? ["may be sent without a value"] : []),
    ...(allowReserved ? ["reserved characters are sent as they are"] : []),
  ];
}

function sentAs(parameter: Parameter, value: unknown): string[] {
  return value === undefined ? [] : [`sent as \`${serializeParameter(parameter, value)}\``];
}

/** How a header of a response is written. */
export function headerRules({ content }: Header): string[] {
  return content ? [`written as ${content.mediaType}`] : [];
}
