import type { Operation } from "@spkey/model";
import { html } from "hono/html";
import { linkRows } from "../view/facts.ts";
import { linkList } from "./fields.ts";
import type { Html } from "./layout.ts";
import { commonMark } from "./markdown.ts";

/** What is said of an operation as a whole. @param level of the headings in it */
export function introduction(operation: Operation, level: number): Html {
  const { deprecated, description, externalDocs } = operation;
  return html`${deprecated ? html`<p class="deprecated">Deprecated: it still works, but new code should not use it.</p>` : ""}
${commonMark(description, { level })}${pathItemWords(operation, level)}${externalDocs ? linkList(linkRows(externalDocs)) : ""}`;
}

/** What is said of the path, and not of the operation already (Path Item Object; OpenAPI 3.1, section 4.8.9). */
function pathItemWords({ summary, description, pathItem }: Operation, level: number): Html {
  const line = pathItem?.summary === summary ? undefined : pathItem?.summary;
  const words = pathItem?.description === description ? undefined : pathItem?.description;
  return html`${line ? html`<p class="title">${line}</p>` : ""}${words ? commonMark(words, { level }) : ""}`;
}
