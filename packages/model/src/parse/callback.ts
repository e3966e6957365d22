import { append } from "../http/pointer.ts";
import { entriesOf, patternedFieldsOf } from "./node.ts";
import type { Inherited, Operation } from "./operation.ts";
import { readPathItem } from "./path-item.ts";
import type { Reader } from "./reader.ts";

/** Callback Object (OpenAPI 3.1, section 4.8.18): requests that the API makes in return. */
export interface Callback {
  readonly name: string;
  /** The `path` of each is the runtime expression that its URL comes from. */
  readonly operations: readonly Operation[];
}

export function readCallbacks(reader: Reader, callbacks: unknown, start: string, inherited: Inherited): Callback[] {
  return entriesOf(callbacks).map(([name, value]) => {
    const { node, pointer } = reader.follow(value, append(start, name));
    return {
      name,
      operations: patternedFieldsOf(node)
        .filter(([expression]) => expression !== "summary" && expression !== "description")
        .flatMap(([expression, item]) =>
          readPathItem(reader, expression, item, append(pointer, expression), inherited),
        ),
    };
  });
}
