import type { Draft, Edit } from "../describe.ts";

/** Edits of the base document for before and after, and all that is wanted of the pair: `class rule`. */
export interface MessageRow {
  readonly name: string;
  readonly before: Edit;
  readonly after: Edit;
  readonly wants: readonly string[];
}

export const untouched: Edit = () => {};
/** A change of the base document. */
export const row = (name: string, after: Edit, ...wants: string[]): MessageRow => ({
  name,
  before: untouched,
  after,
  wants,
});
/** The same, of a base document that is changed first. */
export const since = (name: string, before: Edit, after: Edit, ...wants: string[]): MessageRow => ({
  name,
  before,
  after: (document) => {
    before(document);
    after(document);
  },
  wants,
});
/** What was there is gone. */
export const undone = (name: string, before: Edit, ...wants: string[]): MessageRow => ({
  name,
  before,
  after: untouched,
  wants,
});

export const thing = (document: Draft) => document.paths["/things/{id}"];
export const get = (document: Draft) => thing(document).get;
export const put = (document: Draft) => thing(document).put;
export const job = (document: Draft) => document.paths["/jobs"].post;
export const hook = (document: Draft) => document.webhooks.thingMade.post;
export const back = (document: Draft) => job(document).callbacks.done["{$request.query.url}"].post;
export const query = (document: Draft, name: string) =>
  get(document).parameters.find((each: Draft) => each.name === name);
export const text = { type: "string" };
export const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
export const form = "multipart/form-data";

export function renamePathParameter(document: Draft): void {
  const item = thing(document);
  item.parameters[0].name = "thingId";
  document.paths = { "/things/{thingId}": item, "/jobs": document.paths["/jobs"] };
}
