import type { Description, Operation } from "@spkey/model";
import { changelogPrefix, changelogUrl } from "../pages/changelog.ts";
import { cureOf } from "../pages/cures.ts";
import { errorsUrl } from "../pages/errors.ts";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { errorCatalogue } from "../view/error-catalogue.ts";
import { type Field, idPart } from "../view/field.ts";
import { groupId, operationGroups } from "../view/groups.ts";
import { type OperationView, operationView, type ResponseView } from "../view/operation.ts";
import { schemeField } from "../view/security.ts";
import { serverFields } from "../view/servers.ts";
import { plainProse, proseSections } from "./prose.ts";

/** A page of the site, with what can be found on it. */
export interface SearchPage {
  readonly url: string;
  readonly title: string;
  /** Of an operation. */
  readonly call?: { readonly method: string; readonly path: string; readonly group: string };
  readonly entries: readonly SearchEntry[];
}

/** A field, a section or, without an id, a page itself. */
export interface SearchEntry {
  readonly id: string;
  /** What it is called where it is found: `body.postId`. */
  readonly label: string;
  /** What of the label it is found by before all else: `postId`, and not the `body` of each field in it. */
  readonly name: string;
  /** Plain text. */
  readonly text: string;
}

/** All pages of a description, in the order of the navigation. */
export function searchPages(
  description: Description,
  entriesOf: (operation: Operation) => readonly SearchEntry[] = (operation) => operationEntries(description, operation),
  changelog?: string,
): SearchPage[] {
  const page = (operation: Operation, url: string, group: string): SearchPage => {
    const { summary, id, method, path } = operation;
    return { url, title: summary || id, call: { method, path, group }, entries: entriesOf(operation) };
  };
  const groups = operationGroups(description).flatMap((group) =>
    group.operations.map((operation) => page(operation, operationUrl(operation.id), groupId(group))),
  );
  const webhooks = description.webhooks.map((webhook) => page(webhook, webhookUrl(webhook.id), "webhooks"));
  const versions = changelog ? [versionsOf(changelog)] : [];
  return [overview(description), errors(description), ...versions, ...groups, ...webhooks];
}

function overview(description: Description): SearchPage {
  const { info, servers, securitySchemes } = description;
  const [lead = { id: "", heading: "", text: "" }, ...sections] = proseSections(info.description ?? "", "about");
  const groups = operationGroups(description).map((group) => ({
    id: groupId(group),
    label: group.heading,
    name: group.heading,
    text: plainProse(group.tag?.description ?? ""),
  }));
  return {
    url: "",
    title: info.title,
    entries: [
      { id: "", label: "", name: info.title, text: `${info.summary ?? ""} ${lead.text}`.trim() },
      ...sections.map(({ id, heading, text }) => ({ id, label: heading, name: heading, text })),
      ...groups,
      ...securitySchemes.flatMap((scheme, index) => fieldEntries([schemeField(scheme, `scheme-${index + 1}`)], "")),
      ...fieldEntries(serverFields(servers, ""), ""),
    ],
  };
}

function versionsOf(changelog: string): SearchPage {
  const sections = proseSections(changelog, changelogPrefix).filter(({ id }) => id !== "");
  return {
    url: changelogUrl,
    title: "Changelog",
    entries: [
      { id: "", label: "", name: "Changelog", text: "What has changed in the API, version by version." },
      ...sections.map(({ id, heading, text }) => ({ id, label: heading, name: heading, text })),
    ],
  };
}

function errors(description: Description): SearchPage {
  const statuses = errorCatalogue(description).map(({ status, meanings }) => {
    const { cause, cure } = cureOf(status);
    const text = [cause, cure, ...meanings.map((meaning) => meaning.description)].map(plainProse).join(" ");
    return { id: `status-${idPart(status)}`, label: status, name: status, text };
  });
  const unanswered = {
    id: "no-answer",
    label: "When no answer arrives",
    name: "When no answer arrives",
    text: "A time-out or a lost connection does not say whether the call was applied.",
  };
  return {
    url: errorsUrl,
    title: "Errors",
    entries: [{ id: "", label: "", name: "Errors", text: "What went wrong, and what to do." }, ...statuses, unanswered],
  };
}

/** What can be found on the page of an operation. */
export function operationEntries(description: Description, operation: Operation): SearchEntry[] {
  const { method, path, id } = operation;
  const view = operationView(description, operation);
  const words = plainProse([operation.description, operation.pathItem?.description ?? ""].join("\n\n"));
  return [{ id: "", label: "", name: `${view.title} ${id} ${method} ${path}`, text: words }, ...viewEntries(view)];
}

function viewEntries(view: OperationView): SearchEntry[] {
  const { prefix, security, servers, parameters, body, responses, callbacks } = view;
  const parts = [
    ...fieldEntries(security?.alternatives.flat() ?? [], ""),
    ...fieldEntries(servers, ""),
    ...parameters.flatMap(({ id, fields }) => fieldEntries(fields, id.slice(prefix.length))),
    ...(body ? mediaEntries(body.content, "body") : []),
    ...responses.flatMap(responseEntries),
  ];
  const called = callbacks.flatMap(({ name, operations }) =>
    operations.flatMap((each) => [
      {
        id: `${each.prefix}callback`,
        label: each.title,
        name: `${each.title} ${name}`,
        text: plainProse(each.operation.description),
      },
      ...viewEntries(each),
    ]),
  );
  return [...parts, ...called];
}

function responseEntries({ id, status, summary, description, headers, content, same, links }: ResponseView) {
  const text = plainProse(`${summary}\n\n${description}`);
  return [
    { id, label: status, name: status, text },
    ...fieldEntries(headers, status),
    // What another response has as well is on the page once.
    ...(same ? [] : mediaEntries(content, status)),
    ...links.map((link) => ({
      id: link.id,
      label: `${status}.${link.name}`,
      name: link.name,
      text: plainProse(link.description),
    })),
  ];
}

function mediaEntries(content: NonNullable<OperationView["body"]>["content"], place: string): SearchEntry[] {
  return content.flatMap(({ body, item }) => [
    ...fieldEntries(body?.children ?? [], place),
    ...(item ? fieldEntries([item], place) : []),
  ]);
}

/** @param above the label that the fields stand below */
function fieldEntries(fields: readonly Field[], above: string): SearchEntry[] {
  return fields.flatMap(({ id, name, named, title = "", description, constraints, values = [], children }) => {
    const label = named ? (above ? `${above}.${name}` : name) : above;
    const text = [title, plainProse(description), ...constraints.map(withoutMarks), ...values]
      .filter(Boolean)
      .join(" · ");
    // A word of ours, such as `each item`, is nothing to look for.
    const own =
      named || text ? [{ id, label: named ? label : `${above} › ${name}`, name: named ? name : "", text }] : [];
    return [...own, ...fieldEntries(children, label)];
  });
}

/** Names of the API are between backticks in a phrase. */
function withoutMarks(phrase: string): string {
  return phrase.replaceAll("`", "");
}
