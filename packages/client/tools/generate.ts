/**
 * Generates `src/generated/` from the bundled description: the types, by openapi-typescript, and what the client has to
 * know of servers and credentials.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription, type SecurityScheme } from "@spkey/spec";
import openapiTS, { astToString } from "openapi-typescript";

const banner = "// Generated from the description by `pnpm --filter @spkey/client generate`. Do not edit.\n\n";
const bundle = new URL(import.meta.resolve("@spkey/spec/openapi.json"));
const { document, securitySchemes, servers } = readDescription(JSON.parse(await readFile(bundle, "utf8")));

const schema = astToString(await openapiTS(bundle, { silent: true }));

/** What says where a credential goes (OpenAPI 3.1, section 4.8.27). */
const schemes = securitySchemes
  .filter(isSent)
  .map(({ key, type, scheme, in: location, name }) => [
    key,
    { type, scheme: scheme?.toLowerCase(), in: location, name },
  ]);

// With a single requirement there is no choice: all of its schemes are needed. With several, or none, each is optional.
const requirements = Array.isArray(document["security"]) ? document["security"] : [];
const required = requirements.length === 1 ? Object.keys(requirements[0]) : [];

/** A client certificate is the platform's to send, and other HTTP schemes are a dialogue, not a header. */
function isSent({ key, type, scheme }: SecurityScheme): boolean {
  const sent = type === "http" ? /^(basic|bearer)$/i.test(scheme ?? "") : type !== "mutualTLS";
  if (!sent)
    console.warn(
      `The client does not send the security scheme \`${key}\` (${scheme ?? type}): give it a \`fetch\` that does.`,
    );
  return sent;
}

await write("schema.ts", schema);
await write(
  "description.ts",
  `/** Where requests go unless \`baseUrl\` says otherwise. */
export const defaultBaseUrl = ${JSON.stringify(servers[0]?.url ?? "")};

/** How each credential is sent. */
export const securitySchemes = ${JSON.stringify(Object.fromEntries(schemes), null, 2)} as const;

/** The credentials that no request can do without. */
export type RequiredCredential = ${
    required
      .filter((name) => schemes.some(([key]) => key === name))
      .map((name) => JSON.stringify(name))
      .join(" | ") || "never"
  };
`,
);

async function write(name: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(`../src/generated/${name}`, import.meta.url));
  await mkdir(new URL("../src/generated/", import.meta.url), { recursive: true });
  await writeFile(`${file}.tmp`, banner + text);
  await rename(`${file}.tmp`, file);
}
