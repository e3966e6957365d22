import { type Server, serverUrl } from "@spkey/model";
import { type Field, idPart, plainField } from "./field.ts";

/** A server as a row: its URL with the defaults filled in, its variables below. */
export function serverField({ url, name, description = "", variables }: Server, id: string): Field {
  return plainField({
    id,
    name: serverUrl({ url, variables }) || "/",
    type: name ?? "",
    description,
    constraints: variables.length > 0 ? [`template \`${url}\``] : [],
    children: variables.map((variable) =>
      plainField({
        id: `${id}.${idPart(variable.name)}`,
        name: variable.name,
        type: "variable",
        description: variable.description ?? "",
        constraints: [
          `default ${variable.default}`,
          ...(variable.enum.length > 0 ? [`one of ${variable.enum.join(", ")}`] : []),
        ],
      }),
    ),
  });
}

export function serverFields(servers: readonly Server[], prefix: string): Field[] {
  return servers.map((server, index) => serverField(server, `${prefix}server-${index + 1}`));
}
