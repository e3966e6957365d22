import type { Description, Operation } from "@spkey/model";
import type { ExampleSample, Sample } from "@spkey/samples";
import { operationUrl } from "../site/urls.ts";
import { linkRows } from "../view/facts.ts";
import { groupOf } from "../view/groups.ts";
import type { LinkView } from "../view/links.ts";
import { type OperationView, operationView, type ResponseView } from "../view/operation.ts";
import { type Repetition, repetitionOf } from "../view/repeatable.ts";
import type { SecurityView } from "../view/security.ts";
import { bodies } from "./bodies.ts";
import { fieldList, linkLine } from "./fields.ts";
import { type Blocks, codeBlock, heading, inlineCode, link, list, paragraph, write } from "./nodes.ts";
import { prose } from "./prose.ts";

/** What the Markdown of an operation is made with. */
export interface OperationMarkdownOptions {
  readonly samples: readonly Sample[];
  /** Whether the API calls, and the reader answers. */
  readonly webhook: boolean;
  /** What addresses of the site begin with: on the page, and where all pages are one file. */
  readonly roots: { readonly page: string; readonly whole: string };
}

/** An operation or a webhook in Markdown, of the same view as its HTML page. */
export interface OperationMarkdown {
  readonly page: string;
  /** As a part of the file that has all pages: with its first sample, since the others say the same in other languages. */
  readonly part: string;
}

/** Both have most in common, which is written once: it takes the most time. */
export function operationMarkdown(
  description: Description,
  operation: Operation,
  { samples, webhook, roots }: OperationMarkdownOptions,
): OperationMarkdown {
  const view = operationView(description, operation);
  const start = write([
    heading(1, view.title),
    ...call(view, webhook ? "" : view.server),
    ...introduction(operation, 3),
    ...(webhook
      ? []
      : [heading(2, "Before you call"), ...credentials(view.security), ...repetition(repetitionOf(operation))]),
  ]);
  const [first, ...others] = samples;
  const sampled = first ? [write([heading(2, "Samples"), ...sample(first)])] : [];
  const further = others.map((each) => write(sample(each)));
  const asked = write([...request(view, webhook), heading(2, "Responses")]);
  const answered = (root: string) =>
    write([
      ...responses(description, view.responses, root),
      ...(view.callbacks.length > 0 ? [heading(2, "Callbacks"), ...callbacks(description, view, root)] : []),
    ]);
  const end = answered(roots.page);
  const linked = view.callbacks.length > 0 || view.responses.some(({ links }) => links.length > 0);
  return {
    // Each piece begins with a heading or ends with one, so that nothing of two lists becomes one.
    page: [start, ...sampled, ...further, asked, end].join("\n"),
    part: [start, ...sampled, asked, linked ? answered(roots.whole) : end].join("\n"),
  };
}

function call({ operation: { method, path } }: OperationView, server: string): Blocks {
  return [codeBlock("http", `${method} ${server}${path}`)];
}

/** @param depth of the topmost headings in what is described */
function introduction(operation: Operation, depth?: number): Blocks {
  const { deprecated, summary, description, externalDocs, pathItem } = operation;
  const line = pathItem?.summary === summary ? undefined : pathItem?.summary;
  const words = pathItem?.description === description ? undefined : pathItem?.description;
  return [
    ...(deprecated ? [paragraph("Deprecated: it still works, but new code should not use it.")] : []),
    ...prose(description, depth),
    ...(line ? [paragraph(line)] : []),
    ...(words ? prose(words, depth) : []),
    ...(externalDocs ? [linkLine(linkRows(externalDocs))] : []),
  ];
}

function credentials(security: SecurityView | undefined): Blocks {
  if (!security) return [paragraph("No credential is needed.")];
  const { optional, alternatives } = security;
  const words = [
    ...(alternatives.length > 1 ? ["One of these sets of credentials is needed."] : ["Credentials:"]),
    ...(optional ? ["They are optional: it can be called without any."] : []),
  ];
  return [
    paragraph(words.join(" ")),
    ...alternatives.flatMap((fields, index) => [...(index > 0 ? [paragraph("or")] : []), ...fieldList(fields)]),
  ];
}

const repetitions: Readonly<Record<Repetition, string>> = {
  safe: "Safe to repeat: it changes nothing.",
  idempotent: "If no answer arrives, it may be sent again: twice has the effect of once.",
  unsafe: "Not safe to repeat. If no answer arrives, it may have been applied: look before you send it again.",
};

function repetition(kind: Repetition): Blocks {
  return [paragraph(repetitions[kind])];
}

function sample({ label, highlight, setup, ...first }: Sample): Blocks {
  const examples: readonly ExampleSample[] = [first, ...(first.others ?? [])];
  return [
    heading(3, label),
    ...(setup.needs ? [paragraph(setup.needs)] : []),
    ...(setup.shell ? [codeBlock("bash", setup.shell.trimEnd())] : []),
    ...examples.flatMap(({ example, code, notes }) => [
      ...(example === undefined ? [] : [paragraph("Example: ", inlineCode(example))]),
      codeBlock(highlight, code.trimEnd()),
      ...notes.map((note) => paragraph(note)),
    ]),
  ];
}

function request({ servers, parameters, body }: OperationView, webhook: boolean): Blocks {
  return [
    ...(webhook || servers.length === 0 ? [] : [heading(2, "Servers"), ...fieldList(servers)]),
    ...parameters.flatMap((group) => [heading(2, group.heading), ...fieldList(group.fields)]),
    ...(body
      ? [heading(2, body.required ? "Body" : "Body (optional)"), ...prose(body.description, 3), ...bodies(body.content)]
      : []),
  ];
}

function responses(description: Description, all: readonly ResponseView[], root: string): Blocks {
  if (all.length === 0) return [paragraph("None is described.")];
  return all.flatMap(({ status, summary, description: words, headers, content, same, links }) => [
    heading(3, status, summary ? ` ${summary}` : ""),
    ...prose(words),
    ...(headers.length > 0 ? [paragraph("Headers:"), ...fieldList(headers)] : []),
    ...(same ? [paragraph(`The body has the same fields as that of ${same.status}.`)] : []),
    ...bodies(content, same !== undefined),
    ...(links.length > 0 ? [paragraph("What can be called next:"), ...linkList(description, links, root)] : []),
  ]);
}

function linkList(description: Description, links: readonly LinkView[], root: string): Blocks {
  return links.flatMap(({ name, operation, target, description: words, fields }) => {
    const known = operation && groupOf(description, operation);
    const to = known ? link(`${root}${operationUrl(operation.id)}index.md`, operation.summary || operation.id) : target;
    return [list([[paragraph(inlineCode(name), ": ", to)]]), ...prose(words), ...fieldList(fields)];
  });
}

/** Requests that the API makes in return. */
function callbacks(description: Description, { callbacks: all }: OperationView, root: string): Blocks {
  return all.flatMap(({ name, operations }) =>
    operations.flatMap((view) => [
      heading(3, view.title),
      paragraph(inlineCode(name)),
      ...call(view, ""),
      ...introduction(view.operation),
      ...credentials(view.security),
      ...view.parameters.flatMap((group) => [paragraph(`${group.heading}:`), ...fieldList(group.fields)]),
      ...(view.body ? [paragraph("Body:"), ...prose(view.body.description), ...bodies(view.body.content)] : []),
      paragraph("Responses:"),
      ...callbackResponses(description, view, root),
      ...callbacks(description, view, root),
    ]),
  );
}

function callbackResponses(description: Description, view: OperationView, root: string): Blocks {
  return responses(description, view.responses, root).map((node) =>
    node.type === "heading" ? { ...node, depth: 4 } : node,
  );
}
