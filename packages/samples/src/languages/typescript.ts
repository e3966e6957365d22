import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { literal } from "../literal.ts";
import type { SampleRequest } from "../request.ts";
import { javascriptString, javascriptSyntax } from "./javascript.ts";

/** TypeScript with our client; formatted as Prettier does. */
export const typescript: Language = {
  id: "typescript",
  label: "TypeScript",
  highlight: "typescript",
  file: "sample.ts",
  comment: "//",
  needs: "Needs Node.js 22.18 or newer, and `npm install @spkey/client`.",
  emit(request) {
    const { operation, method, baseUrl, credentials, body } = request;
    const parameters = clientParameters(request);
    const call = `const { data, error, response } = await client.${method}(`;
    const path = javascriptString(operation.path);
    const options = [
      ...(Object.keys(parameters).length > 0 ? [`params: ${literal(parameters, javascriptSyntax)},`] : []),
      ...(body?.kind === "json" && body.mediaType !== "application/json"
        ? [`headers: ${literal({ "Content-Type": body.mediaType }, javascriptSyntax)},`]
        : []),
      ...(body?.kind === "json" ? [`body: ${literal(body.value, javascriptSyntax)},`] : []),
      `signal: AbortSignal.timeout(${timeout}_000),`,
    ];
    return [
      'import { createClient } from "@spkey/client";',
      "",
      "const client = createClient({",
      ...credentials.map((credential) => `  ${option(credential)},`),
      `  baseUrl: process.env.${baseUrl.variable} ?? ${javascriptString(baseUrl.value)},`,
      "});",
      "",
      // Prettier gives each argument a line of its own where the first line would be longer than 80.
      ...(`${call}${path}, {`.length <= 80
        ? [`${call}${path}, {`, ...indented(options, "  "), "});"]
        : [call, `  ${path},`, "  {", ...indented(options, "    "), "  },", ");"]),
      "",
      "if (!response.ok) {",
      "  console.error(response.status, error);",
      "  process.exit(1);",
      "}",
      "console.log(data);",
      ...(credentials.length > 0 ? variableFunction : []),
    ].join("\n");
  },
  limits(request) {
    const { body, cookie } = request;
    return [
      ...otherwiseWritten(request).map(
        (name) => `The client does not write \`${name}\` as it is described: see the sample in JavaScript.`,
      ),
      ...(body && body.kind !== "json" ? ["The client writes JSON: for this body, see the sample in JavaScript."] : []),
      ...(cookie ? ["The client does not write cookies: see the sample in JavaScript."] : []),
    ];
  },
};

/** The parameters that the client writes, by their places; headers are those that can be sent. */
function clientParameters({ values, headers }: SampleRequest): Record<string, unknown> {
  const { path, query } = values.parameters;
  const header = Object.fromEntries(headers);
  return Object.fromEntries(Object.entries({ path, query, header }).filter(([, of]) => Object.keys(of).length > 0));
}

/** The parameters of path and query that openapi-fetch writes in another style than the described one. */
function otherwiseWritten({ operation, values }: SampleRequest): string[] {
  return operation.parameters
    .filter(({ name, in: location, style, explode, json }) => {
      const value = values.parameters[location][name];
      if (value === undefined || (location !== "path" && location !== "query")) return false;
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      if (location === "path") return json || style !== "simple" || (isObject && explode);
      // A single value is written alike in every style.
      if (json || isObject) return json || style !== "deepObject";
      return Array.isArray(value) && !(style === "form" && explode);
    })
    .map(({ name }) => name);
}

const variableFunction = [
  "",
  "function variable(name: string): string {",
  "  const value = process.env[name];",
  "  if (value) return value;",
  "  console.error(`Set ${name} in the environment first.`);",
  "  process.exit(1);",
  "}",
];

function option(credential: Credential): string {
  if (credential.kind !== "basic") return `${credential.key}: variable(${javascriptString(credential.variable)})`;
  const { key, username, password } = credential;
  return `${key}: {\n    username: variable(${javascriptString(username)}),\n    password: variable(${javascriptString(password)}),\n  }`;
}
