import { isJson } from "@spkey/model";
import { languageOf } from "../pages/code.ts";
import type { ExampleRow } from "../view/field.ts";
import type { MediaView } from "../view/media.ts";
import { fieldFacts, fieldList } from "./fields.ts";
import { type Blocks, codeBlock, inlineCode, paragraph } from "./nodes.ts";
import { prose } from "./prose.ts";

/** A body in each of its media types, its fields and its examples. @param same whether its fields are said to stand elsewhere */
export function bodies(content: readonly MediaView[], same = false): Blocks {
  return content.flatMap((media) => [...(same ? [] : fields(media)), ...examples(media)]);
}

function fields({ mediaType, body, item }: MediaView): Blocks {
  const type = body && (body.children.length === 0 || body.type !== "object") ? `: ${body.type}` : "";
  return [
    paragraph(inlineCode(mediaType), type),
    ...(body ? [...fieldFacts(body), ...fieldList(body.children)] : []),
    ...(item ? fieldList([item]) : []),
  ];
}

function examples({ mediaType, examples: all, made, impossible }: MediaView): Blocks {
  return [
    ...all.flatMap((example) => exampleBlocks(mediaType, example, made)),
    ...(impossible ? [paragraph(`No example of ${mediaType} could be made. ${impossible}`)] : []),
  ];
}

function exampleBlocks(mediaType: string, { name, summary, description, text }: ExampleRow, made: boolean): Blocks {
  const title = summary ?? name;
  const words = [title ? `: ${title}` : "", made ? ", made of the schema" : ""].join("");
  return [
    paragraph(`Example of ${mediaType}${words}`),
    ...prose(description ?? ""),
    codeBlock(languageOf(text, isJson(mediaType)), text),
  ];
}
