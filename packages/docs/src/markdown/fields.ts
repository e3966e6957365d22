import type { BlockContent } from "mdast";
import { isExternal } from "../pages/external-link.ts";
import type { ExampleRow, Field, LinkRow, SameAs } from "../view/field.ts";
import { type Blocks, type Inline, inlineCode, joined, link, list, paragraph, phrase } from "./nodes.ts";
import { proseItem } from "./prose.ts";

/** Fields as a list, theirs as lists in it. */
export function fieldList(fields: readonly Field[]): Blocks {
  return fields.length > 0 ? [list(fields.map(fieldItem))] : [];
}

function fieldItem(field: Field): BlockContent[] {
  const { name, named, type, required, deprecated, children } = field;
  const notes = [type, required === false ? "optional" : "", deprecated ? "deprecated" : ""].filter(Boolean);
  const words = notes.length > 0 ? [` (${notes.join(", ")})`] : [];
  const head = [named ? inlineCode(name) : name, ...words];
  const facts = fieldFacts(field);
  const [first, ...rest] = facts;
  return [
    // What is said first stands on the same line.
    ...(first?.type === "paragraph"
      ? [paragraph(...head, ": ", ...first.children), ...rest]
      : [paragraph(...head), ...facts]),
    ...(children.length > 0 ? [list(children.map(fieldItem))] : []),
  ];
}

/** What is said of a field, without its name and its fields. */
export function fieldFacts({ title, description, constraints, values, examples, links, same }: Field): BlockContent[] {
  const rules = [
    ...constraints.map(phrase),
    ...(values
      ? [
          joined(
            values.map((value) => [inlineCode(value)]),
            ", ",
          ),
        ]
      : []),
  ];
  return [
    ...(title ? [paragraph(title)] : []),
    ...proseItem(description),
    ...(rules.length > 0 ? [paragraph(...joined(rules, "; "))] : []),
    ...examples.flatMap(example),
    ...(links.length > 0 ? [linkLine(links)] : []),
    ...(same ? [paragraph(...sameAs(same))] : []),
  ];
}

function example({ summary, description, text }: ExampleRow): BlockContent[] {
  return [
    paragraph("Example: ", text === "" ? "an empty text" : inlineCode(text), summary ? ` ${summary}` : ""),
    ...proseItem(description ?? ""),
  ];
}

export function linkLine(links: readonly LinkRow[]) {
  return paragraph(...joined(links.map(linkParts), "; "));
}

/** What is no address for readers is text. */
function linkParts({ label, url, text }: LinkRow): Inline[] {
  if (isExternal(url)) return [`${label}: `, link(url, text)];
  return [`${label}: ${text === url ? text : `${text} (${url})`}`];
}

function sameAs({ name, id }: SameAs): Inline[] {
  if (id === undefined) return ["The fields of ", inlineCode(name), " are not written out this far down."];
  return ["Same as ", inlineCode(name), " above."];
}
