import type { Direction, Header, Parameter } from "@spkey/model";
import { type Field, idPart } from "./field.ts";
import { schemaField } from "./fields.ts";
import { formRules, headerRules, valueRows } from "./serialized.ts";

/** Where parameters go, in the order in which a reader meets them. */
const locations = [
  ["path", "Path parameters"],
  ["query", "Query parameters"],
  ["header", "Headers"],
  ["cookie", "Cookies"],
] as const;

/** Parameters that go to the same place. */
export interface ParameterGroup {
  readonly id: string;
  readonly heading: string;
  readonly fields: readonly Field[];
}

/** The parameters by where they go; places without any are left out. */
export function parameterGroups(parameters: readonly Parameter[], prefix: string): ParameterGroup[] {
  return locations
    .map(([location, heading]) => ({
      id: `${prefix}${location}`,
      heading,
      fields: parameters
        .filter((parameter) => parameter.in === location)
        .map((parameter) => parameterField(parameter, `${prefix}${location}.${idPart(parameter.name)}`)),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function parameterField(parameter: Parameter, id: string): Field {
  return valueField(parameter, "request", id, formRules(parameter));
}

/** The headers of a response, or of a part of a body. */
export function headerFields(headers: readonly Header[], direction: Direction, prefix: string): Field[] {
  return headers.map((header) =>
    valueField(header, direction, `${prefix}.${idPart(header.name)}`, headerRules(header)),
  );
}

/** What the parameter or the header says wins over what its schema says. */
function valueField(value: Parameter | Header, direction: Direction, id: string, form: readonly string[]): Field {
  const { name, required, deprecated, description, schema } = value;
  const field = schemaField(schema, direction, { id, name, named: true, required });
  return {
    ...field,
    deprecated,
    description: [...new Set([description, field.description])].filter(Boolean).join("\n\n"),
    constraints: [...field.constraints, ...form],
    examples: valueRows(value),
  };
}
