import type { Description, Operation } from "@spkey/model";
import { errorsUrl } from "../pages/errors.ts";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { linkRows } from "../view/facts.ts";
import { type Format, formats } from "../view/formats.ts";
import { operationGroups } from "../view/groups.ts";
import { infoLinks } from "../view/info.ts";
import { schemeField } from "../view/security.ts";
import { serverFields } from "../view/servers.ts";
import { fieldList, linkLine } from "./fields.ts";
import { type Blocks, heading, inlineCode, joined, link, list, paragraph } from "./nodes.ts";
import { prose } from "./prose.ts";

/**
 * The site's first page: what the API is, its credentials and servers, and the way to each operation.
 *
 * @param others what else there is where it is shown
 */
export function overviewMarkdown(description: Description, root: string, others = formats): Blocks {
  const { info, servers, securitySchemes, webhooks } = description;
  const about = infoLinks(description);
  return [
    heading(1, info.title),
    paragraph(info.summary ? `${info.summary} ` : "", `Version ${info.version}`),
    ...prose(info.description ?? "", 3),
    ...section("Servers", fieldList(serverFields(servers, ""))),
    ...section(
      "Credentials",
      fieldList(securitySchemes.map((scheme, index) => schemeField(scheme, `scheme-${index + 1}`))),
    ),
    heading(2, "Operations"),
    ...operationGroups(description).flatMap(({ heading: name, tag, operations }) => [
      heading(3, name),
      ...prose(tag?.description ?? "", 4),
      ...(tag?.externalDocs ? [linkLine(linkRows(tag.externalDocs))] : []),
      operationList(operations, (id) => `${root}${operationUrl(id)}index.md`),
    ]),
    ...(webhooks.length > 0
      ? [heading(2, "Webhooks"), operationList(webhooks, (id) => `${root}${webhookUrl(id)}index.md`)]
      : []),
    heading(2, "Errors"),
    paragraph(link(`${root}${errorsUrl}index.md`, "What can go wrong, and what to do about it")),
    ...section("Other formats", formatList(others, root)),
    ...(about.length > 0 ? [heading(2, "About this API"), ...about.map((each) => linkLine([each]))] : []),
  ];
}

function formatList(all: readonly Format[], root: string): Blocks {
  if (all.length === 0) return [];
  return [
    list(
      all.map(({ label, files, use }) => {
        const links = files.map((name) => [link(`${root}${name}`, name)]);
        return [paragraph(`${label}: `, ...joined(links, ", "), `: ${use}`)];
      }),
    ),
  ];
}

function section(name: string, blocks: Blocks): Blocks {
  return blocks.length > 0 ? [heading(2, name), ...blocks] : [];
}

function operationList(operations: readonly Operation[], urlOf: (id: string) => string) {
  return list(
    operations.map(({ id, method, path, summary, deprecated }) => [
      paragraph(
        link(urlOf(id), summary || id),
        ": ",
        inlineCode(`${method} ${path}`),
        deprecated ? " (deprecated)" : "",
      ),
    ]),
  );
}
