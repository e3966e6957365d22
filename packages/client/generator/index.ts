import { readFile } from "node:fs/promises";
import { type Description, type Notice, readDescription, serverUrl } from "@spkey/model";
import { byPathModule } from "./by-path.ts";
import { callsModule } from "./calls.ts";
import { type Credentials, credentialsOf, usualRequirements } from "./credentials.ts";
import { comment, literal } from "./names.ts";
import { operationsModule } from "./operations.ts";
import { unsentHeaders } from "./overrides.ts";
import { schemaTypes } from "./schema-types.ts";
import { isCallable, signaturesOf } from "./signature.ts";
import { createValidators } from "./validators.ts";

const banner = "// Generated from the description by `pnpm --filter @spkey/client generate`. Do not edit.\n\n";

/** What the package says of itself. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** What was generated: modules of `src/generated/`, and what its reader should know. */
export interface Generated {
  readonly files: Readonly<Record<string, string>>;
  readonly warnings: readonly Notice[];
}

/**
 * Generates the modules of `src/generated/` from a bundled description (OpenAPI 3.0, 3.1 or 3.2).
 *
 * @throws {Error} where the description can't be read
 */
export async function generate(document: object, { name, version }: Package): Promise<Generated> {
  const serialize = await readFile(new URL(import.meta.resolve("@spkey/model/http/serialize.ts")), "utf8");
  const description = readDescription(document);
  const { signatures, warnings } = signaturesOf(description);
  const known = signatures.filter(({ operation }) => isCallable(operation));
  const credentials = credentialsOf(description);
  const validators = createValidators();
  const userAgent = `${name.replace("@", "").replace("/", "-")}/${version}`;
  const modules = {
    "schema.ts": await schemaTypes(document, description),
    "calls.ts": callsModule(description, known, credentials, validators),
    "operations.ts": operationsModule(description, known, credentials),
    "by-path.ts": byPathModule(description, known),
    "description.ts": descriptionModule(description, credentials, userAgent),
    "validators.ts": validators.module(),
    "serialize.ts": serialize,
  };
  return {
    files: Object.fromEntries(Object.entries(modules).map(([file, code]) => [file, banner + code])),
    warnings: [
      ...description.unsupported,
      ...description.warnings,
      ...warnings,
      ...known.flatMap(unsentHeaders),
      ...credentials.warnings,
    ],
  };
}

/** Where requests go, and with which credentials. */
function descriptionModule(description: Description, credentials: Credentials, userAgent: string): string {
  const { schemes } = credentials;
  const usual = usualRequirements(description.operations, credentials);
  const placers = [...new Set(schemes.map(({ code }) => code.replace(/\(.*/, "")))].sort();
  const types = [...new Set(schemes.map(({ type }) => type))].filter((type) => type !== "string");
  return [
    ...(schemes.length > 0 ? [`import type { ${[...types, "Credential"].join(", ")} } from "../credentials.ts";`] : []),
    ...(placers.length > 0 ? [`import { ${placers.join(", ")} } from "../credentials.ts";`, ""] : []),
    "/** Where requests go unless `baseUrl` says otherwise. */",
    `export const defaultBaseUrl = ${JSON.stringify(serverUrl(description.servers[0]))};`,
    "",
    "/** The credentials of the API, by the names of its security schemes. */",
    "export interface Credentials {",
    ...schemes.map(
      ({ key, type, description: text }) =>
        `${comment(text.split("\n"), "  ")}  readonly ${literal(key)}: Credential<${type}>;`,
    ),
    "}",
    "",
    "/** How each credential is sent. */",
    `export const securitySchemes = { ${schemes.map(({ key, code }) => `${literal(key)}: ${code}`).join(", ")} };`,
    "",
    "/** The alternatives of credentials that most operations take. */",
    `export const security: readonly (readonly string[])[] = ${usual};`,
    "",
    "/** What the client calls itself (RFC 9110, section 10.1.5). */",
    `export const userAgent = ${JSON.stringify(userAgent)};`,
    "",
  ].join("\n");
}
