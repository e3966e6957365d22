import { append } from "../http/pointer.ts";
import { entriesOf, type Node, optionalText } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Example Object (OpenAPI 3.1, section 4.8.19). */
export interface Example {
  /** The name under `examples`; none for a single `example`. */
  readonly name?: string;
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** The examples of a parameter, a header or a media type; those whose value is somewhere else are reported. */
export function readExamples(reader: Reader, node: Node, pointer: string): Example[] {
  if (node["example"] !== undefined) return [{ value: node["example"], pointer: append(pointer, "example") }];
  return entriesOf(node["examples"]).flatMap(([name, value]) => {
    const place = reader.follow(value, append(pointer, "examples", name));
    const { node: example } = place;
    // 3.2: the value before it is written, which is what `value` is for most.
    const field = ["value", "dataValue"].find((each) => each in example);
    if (field === undefined) {
      reader.report.unsupported(place.pointer, "The value of this example is not in the document: it is left out.");
      return [];
    }
    return [
      {
        name,
        ...optionalText(example, "summary", "description"),
        value: example[field],
        pointer: append(place.pointer, field),
      },
    ];
  });
}
