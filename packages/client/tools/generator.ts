import { readFile } from "node:fs/promises";
import { type Description, type Operation, readDescription, type SecurityScheme } from "@spkey/spec";
import openapiTS, { astToString, type OpenAPITSOptions, stringToAST } from "openapi-typescript";
import { literal } from "./names.ts";
import { hasMarkers, operationsModule } from "./operations.ts";
import { isUnusual, promisesOf, successesOf } from "./promises.ts";
import { createShapes, type Shapes } from "./shapes.ts";
import { writtenSpecially } from "./special.ts";

const banner = "// Generated from the description by `pnpm --filter @spkey/client generate`. Do not edit.\n\n";

/** What the package says of itself. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** What was generated: modules of `src/generated/`, and what its reader should know. */
export interface Generated {
  readonly files: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Generates the modules of `src/generated/` from a bundled description (OpenAPI 3.0 or 3.1).
 *
 * @throws where two operations would have one name in the client
 */
export async function generate(document: object, { name, version }: Package): Promise<Generated> {
  const serialize = await readFile(new URL(import.meta.resolve("@spkey/spec/serialize.ts")), "utf8");
  const description = readDescription(document as Description["document"]);
  const marked = hasMarkers(description);
  // It reads the text anew, since it changes what it reads.
  const schema = astToString(
    await openapiTS(JSON.stringify(document), {
      silent: true,
      readWriteMarkers: marked,
      transform: (schema) => (isFile(schema) ? blob() : undefined),
    }),
  );
  const shapes = createShapes(description);
  const operations = operationsModule(description, shapes, marked);
  const { text, warnings } = descriptionModule(
    description,
    shapes,
    `${name.replace("@", "").replace("/", "-")}/${version}`,
  );
  const modules = {
    "schema.ts": schema,
    "operations.ts": operations,
    "description.ts": text,
    "shapes.ts": shapes.module(),
    "serialize.ts": serialize,
  };
  return {
    files: Object.fromEntries(Object.entries(modules).map(([file, code]) => [file, banner + code])),
    warnings,
  };
}

/** Bytes: `format: binary` (OpenAPI 3.0), or `contentMediaType` without an encoding (OpenAPI 3.1, section 4.8.14.2). */
function isFile(schema: object): boolean {
  const { format, contentMediaType, contentEncoding } = schema as Record<string, unknown>;
  return format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined);
}

/** The type `Blob`, in the form that openapi-typescript writes. */
function blob() {
  const [statement] = stringToAST("type File = Blob") as unknown as { type: TransformResult }[]; // It is that statement.
  return statement?.type;
}

type TransformResult = ReturnType<NonNullable<OpenAPITSOptions["transform"]>>;

/** Where requests go, with which credentials, and which operations need more than that. */
function descriptionModule(description: Description, shapes: Shapes, userAgent: string) {
  const { servers, securitySchemes } = description;
  const warnings: string[] = [];
  const schemes = securitySchemes.flatMap((scheme) => {
    const code = schemeCode(scheme);
    if (code) return [{ key: scheme.key, code }];
    warnings.push(
      `The client does not send the security scheme \`${scheme.key}\` (${scheme.scheme ?? scheme.type}): give it a \`fetch\` that does.`,
    );
    return [];
  });
  const sent = new Set(schemes.map(({ key }) => key));
  const requirements = description.operations.map((operation) => requirementsOf(description, operation, sent));
  const usual = mostCommon(requirements.map((requirement) => JSON.stringify(requirement))) ?? "[]";
  // With a single requirement for all there is no choice: all of its schemes are needed. Otherwise, each is optional.
  const [only = [], ...others] = [
    ...new Set(requirements.filter(({ length }) => length > 0).map((each) => JSON.stringify(each))),
  ];
  const [all = [], ...alternatives] = only.length > 0 ? (JSON.parse(`${only}`) as string[][]) : [];
  const required = others.length + alternatives.length === 0 ? all : [];
  const special = description.operations.flatMap((operation, index) => {
    const own = JSON.stringify(requirements[index]);
    const parts = [
      ...(own === usual ? [] : [`security: ${own}`]),
      ...writtenSpecially(operation, shapes),
      ...(isUnusual(operation, shapes)
        ? [`promises: { ${promisesOf(operation, shapes, successesOf(operation.responses))} }`]
        : []),
    ];
    return parts.length > 0
      ? [`  ${JSON.stringify(`${operation.method} ${operation.path}`)}: { ${parts.join(", ")} },\n`]
      : [];
  });
  const helpers = (names: readonly string[], module: string) => {
    const used = names.filter((name) => new RegExp(`[ (]${name}\\b`).test(table));
    return used.length > 0 ? [`import { ${used.join(", ")} } from "../${module}.ts";`] : [];
  };
  const table = special.join("");
  const placers = [...new Set(schemes.map(({ code }) => code.replace(/\(.*/, "")))].sort();
  const text = [
    ...helpers(["form", "json", "multipart", "raw", "writeBody"], "body"),
    ...(placers.length > 0 ? [`import { ${placers.join(", ")} } from "../credentials.ts";`] : []),
    ...(table.includes(" compose.") ? ['import * as compose from "../compose.ts";'] : []),
    ...helpers(["pathWriter", "writeParameters"], "parameters"),
    'import type { Special } from "../special.ts";',
    ...(table.includes("shapes.") ? ['import * as shapes from "./shapes.ts";'] : []),
    "",
    "/** Where requests go unless `baseUrl` says otherwise. */",
    `export const defaultBaseUrl = ${JSON.stringify(serverUrl(servers[0]))};`,
    "",
    "/** How each credential is sent. */",
    `export const securitySchemes = { ${schemes.map(({ key, code }) => `${literal(key)}: ${code}`).join(", ")} };`,
    "",
    "/** The alternatives of credentials that most operations take. */",
    `export const security: readonly (readonly string[])[] = ${usual};`,
    "",
    "/** The credentials that no request can do without. */",
    `export type RequiredCredential = ${required.map((key) => JSON.stringify(key)).join(" | ") || "never"};`,
    "",
    "/** What the client calls itself (RFC 9110, section 10.1.5). */",
    `export const userAgent = ${JSON.stringify(userAgent)};`,
    "",
    "/** The operations that differ. */",
    `export const special: { readonly [operation: string]: Special } = {\n${table}};`,
    "",
  ].join("\n");
  return { text, warnings };
}

/** How a credential is sent, as code of `src/credentials.ts`; nothing where it is no matter of a header. */
function schemeCode({ type, scheme, in: location, name }: SecurityScheme): string | undefined {
  if (type === "apiKey" && location && name) return `${location}(${JSON.stringify(name)})`;
  if (type === "oauth2" || type === "openIdConnect") return "bearer";
  const http = scheme?.toLowerCase() ?? "";
  return type === "http" && /^(basic|bearer)$/.test(http) ? http : undefined;
}

/** The alternatives of an operation, without what can't be sent; no credentials at all come last, if they will do. */
function requirementsOf({ document }: Description, operation: Operation, sent: ReadonlySet<string>): string[][] {
  const paths = document["paths"] as Record<string, Record<string, { security?: object[] } | undefined>>;
  const own = paths[operation.path]?.[operation.method.toLowerCase()]?.security ?? document["security"];
  const all = Array.isArray(own)
    ? own.map((requirement) => Object.keys(requirement).filter((key) => sent.has(key)))
    : [];
  return all.length === 1 && all[0]?.length === 0
    ? []
    : all.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** The URL of a server, its variables with their defaults (OpenAPI 3.1, section 4.8.6). */
function serverUrl(server: Description["servers"][number] | undefined): string {
  const { variables = {} } = (server ?? {}) as { variables?: Record<string, { default: string }> };
  return (server?.url ?? "").replace(/{([^{}]+)}/g, (whole, name: string) => variables[name]?.default ?? whole);
}
