import type { Description, Operation } from "@spkey/model";
import { cureOf } from "../pages/cures.ts";
import { operationUrl } from "../site/urls.ts";
import { type ErrorEntry, errorCatalogue } from "../view/error-catalogue.ts";
import { schemaField } from "../view/fields.ts";
import { typeName } from "../view/type-name.ts";
import { count } from "../view/words.ts";
import { fieldFacts, fieldList } from "./fields.ts";
import { type Blocks, heading, inlineCode, joined, link, list, paragraph, phrase, strong } from "./nodes.ts";
import { prose } from "./prose.ts";

/** Operations that an entry links to at most. */
const maxLinks = 12;

/** What can go wrong, over all operations: what it means and what to do about it. */
export function errorsMarkdown(description: Description, root: string): Blocks {
  const entries = errorCatalogue(description);
  return [
    heading(1, "Errors"),
    paragraph("Whether a call that failed was applied:"),
    list([
      [paragraph(strong("No connection was made."), " It was not. Send it again.")],
      [
        paragraph(
          strong("A status from 400 to 499."),
          " It was refused. Change what is wrong; after a 429, wait first.",
        ),
      ],
      [paragraph(strong("A status of 500 or more."), " Perhaps. Look before you send it again.")],
      [paragraph(strong("No answer, or half of one."), " Perhaps. Look before you send it again.")],
    ]),
    heading(2, "Documented errors"),
    ...(entries.length > 0 ? entries.flatMap((entry) => entryBlocks(entry, root)) : [paragraph("None is documented.")]),
    ...shapes(entries),
    heading(2, "When no answer arrives"),
    paragraph(
      "A time-out or a lost connection does not say whether the call was applied. Reading again is always safe. With ",
      inlineCode("PUT"),
      " and ",
      inlineCode("DELETE"),
      ", HTTP promises that twice has the effect of once. Anything else may be applied twice: read the state first.",
    ),
  ];
}

function entryBlocks({ status, meanings, schemas }: ErrorEntry, root: string): Blocks {
  const { cause, cure } = cureOf(status);
  return [
    heading(3, status),
    paragraph(cause, " ", ...phrase(cure)),
    ...meanings.flatMap(({ description, operations }) => [...prose(description), operationLine(operations, root)]),
    ...(schemas.length > 0
      ? [
          paragraph(
            "Body: ",
            ...joined(
              schemas.map((schema) => [inlineCode(schema.name ?? typeName(schema))]),
              ", ",
            ),
          ),
        ]
      : []),
  ];
}

function operationLine(operations: readonly Operation[], root: string) {
  const links = operations.slice(0, maxLinks);
  const more = operations.length - links.length;
  return paragraph(
    "Answered by: ",
    ...joined(
      links.map(({ id, summary }) => [link(`${root}${operationUrl(id)}index.md`, summary || id)]),
      ", ",
    ),
    more > 0 ? ` and ${count(more, "other operation")}` : "",
  );
}

/** The named shapes, each once. */
function shapes(entries: readonly ErrorEntry[]): Blocks {
  const named = new Map(
    entries
      .flatMap(({ schemas }) => schemas)
      .flatMap((schema) => (schema.kind === "reference" ? [[schema.name, schema] as const] : [])),
  );
  if (named.size === 0) return [];
  return [
    heading(2, "What an error looks like"),
    ...[...named].flatMap(([name, schema]) => {
      const field = schemaField(schema, "response", { id: "shape", name, named: true });
      return [heading(3, inlineCode(name)), ...fieldFacts(field), ...fieldList(field.children)];
    }),
  ];
}
