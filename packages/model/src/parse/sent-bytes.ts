import { kindOf } from "../http/media-type.ts";
import type { Schema } from "../schema/types.ts";
import { branchesOf, resolved } from "../schema/visit.ts";
import type { Description } from "./document.ts";
import type { Operation } from "./operation.ts";

/** How values of schemas of bytes are sent, by the pointers of these schemas; of some, in both ways. */
export interface SentBytes {
  /** As they are: a body, or a part of a multipart body. */
  readonly raw: ReadonlySet<string>;
  /** In the text of something else: of JSON, of a form, of a parameter or of a header. */
  readonly asText: ReadonlySet<string>;
}

/** How far inside of a body a schema is: the whole of one that may be bytes, a part of it, or in a text. */
type Level = "body" | "part" | "text";

/** Inside of an object, or of what is in its properties. */
const inProperties: Readonly<Record<Level, Level>> = { body: "part", part: "text", text: "text" };

/** Finds the schemas of bytes that the operations of a description have. */
export function findSentBytes({ operations, webhooks }: Pick<Description, "operations" | "webhooks">): SentBytes {
  const raw = new Set<string>();
  const asText = new Set<string>();
  const seen: Readonly<Record<Level, Set<string>>> = { body: new Set(), part: new Set(), text: new Set() };
  const queue = [...operations, ...webhooks].flatMap(schemasOf);
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [schema, level] = next;
    if (seen[level].has(schema.pointer)) continue;
    seen[level].add(schema.pointer);
    const { kind, pointer } = resolved(schema);
    if (kind === "bytes") (level === "text" ? asText : raw).add(pointer);
    for (const { path, schema: inner } of branchesOf(schema)) {
      queue.push([inner, /properties$/i.test(path[0] ?? "") ? inProperties[level] : level]);
    }
  }
  return { raw, asText };
}

function schemasOf({ parameters, requestBody, responses }: Operation): [schema: Schema, level: Level][] {
  const content = [...(requestBody?.content ?? []), ...responses.flatMap((response) => response.content)];
  const headers = responses.flatMap((response) => response.headers);
  return [
    ...[...parameters, ...headers].map(({ schema }): [Schema, Level] => [schema, "text"]),
    ...content.flatMap(({ mediaType, schema, itemSchema }) =>
      [schema, itemSchema].flatMap((each): [Schema, Level][] => (each ? [[each, levelOf(mediaType)]] : [])),
    ),
  ];
}

function levelOf(mediaType: string): Level {
  return /^(json|form)$/.test(kindOf(mediaType)) ? "text" : "body";
}
