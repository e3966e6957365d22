import { isPublic, type OAuthFlow, type Operation, type SecurityScheme } from "@spkey/model";
import { type Field, idPart, type LinkRow, plainField } from "./field.ts";

/** What an operation asks for: one of the alternatives, each of them as a whole. */
export interface SecurityView {
  /** Whether the operation can be called without any credential. */
  readonly optional: boolean;
  readonly alternatives: readonly (readonly Field[])[];
}

/** @returns nothing where no credential is described */
export function securityView(security: Operation["security"], prefix: string): SecurityView | undefined {
  const alternatives = security.filter(({ length }) => length > 0);
  if (alternatives.length === 0) return undefined;
  return {
    optional: isPublic(security),
    alternatives: alternatives.map((requirement, index) =>
      requirement.map(({ scheme, scopes }) => {
        const id = `${prefix}credentials${index === 0 ? "" : `(${index + 1})`}.${idPart(scheme.key)}`;
        return schemeField(scheme, id, scopes);
      }),
    ),
  };
}

/** A credential as a request carries it. @param scopes those that an operation needs; without them, all are listed */
export function schemeField(scheme: SecurityScheme, id: string, scopes?: readonly string[]): Field {
  const { name, type } = carried(scheme);
  return plainField({
    id,
    name,
    type,
    ...(scopes && { required: true }),
    deprecated: scheme.deprecated,
    description: scheme.description,
    constraints: [
      `scheme \`${scheme.key}\``,
      ...(scopes && scopes.length > 0 ? [`needs ${scopes.map((scope) => `\`${scope}\``).join(", ")}`] : []),
    ],
    links: schemeLinks(scheme),
    children: scheme.type === "oauth2" ? scheme.flows.map((flow) => flowField(flow, id, scopes)) : [],
  });
}

/** The name, the place and the form of a credential. */
function carried(scheme: SecurityScheme): Pick<Field, "name" | "type"> {
  switch (scheme.type) {
    case "apiKey":
      return { name: scheme.name, type: `${scheme.in}, API key` };
    case "http":
      if (scheme.scheme !== "bearer") return { name: "Authorization", type: `header, HTTP ${scheme.scheme}` };
      return { name: "Authorization", type: `header, Bearer <${scheme.bearerFormat ?? "token"}>` };
    case "oauth2":
      return { name: "Authorization", type: "header, Bearer <token>, from OAuth 2.0" };
    case "openIdConnect":
      return { name: "Authorization", type: "header, Bearer <token>, from OpenID Connect" };
    case "mutualTLS":
      return { name: scheme.key, type: "TLS, client certificate" };
    case "unknown":
      return { name: scheme.key, type: "unknown" };
  }
}

function schemeLinks(scheme: SecurityScheme): LinkRow[] {
  if (scheme.type === "openIdConnect") return link("Discovery", scheme.openIdConnectUrl);
  return scheme.type === "oauth2" ? link("Metadata", scheme.oauth2MetadataUrl) : [];
}

/** OAuth Flow Object (OpenAPI 3.1, section 4.8.29), in the words of RFC 6749 and RFC 8628. */
const flowNames: Readonly<Record<OAuthFlow["flow"], string>> = {
  implicit: "implicit grant",
  password: "resource owner password credentials",
  clientCredentials: "client credentials",
  authorizationCode: "authorization code",
  deviceAuthorization: "device authorization",
};

function flowField({ flow, scopes: all, ...urls }: OAuthFlow, parent: string, needed?: readonly string[]): Field {
  const id = `${parent}.${flow}`;
  return plainField({
    id,
    name: flowNames[flow],
    named: false,
    type: "flow",
    links: [
      ...link("Authorization URL", urls.authorizationUrl),
      ...link("Device authorization URL", urls.deviceAuthorizationUrl),
      ...link("Token URL", urls.tokenUrl),
      ...link("Refresh URL", urls.refreshUrl),
    ],
    children: all
      .filter(({ name }) => !needed || needed.includes(name))
      .map(({ name, description }) =>
        plainField({
          id: `${id}.${idPart(name)}`,
          name,
          type: "scope",
          ...(needed && { required: true }),
          description,
        }),
      ),
  });
}

function link(label: string, url: string | undefined): LinkRow[] {
  return url ? [{ label, text: url, url }] : [];
}
