import { isHeaderName } from "../http/header-name.ts";
import { append } from "../http/pointer.ts";
import { asNode, entriesOf, listOf, type Node, optionalText, textOf, textsOf } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Security Scheme Object (OpenAPI 3.1, section 4.8.27). */
export type SecurityScheme =
  | HttpScheme
  | ApiKeyScheme
  | OAuth2Scheme
  | OpenIdConnectScheme
  | MutualTlsScheme
  | UnknownScheme;

interface SchemeBase {
  /** Its name among the components. */
  readonly key: string;
  /** CommonMark. */
  readonly description: string;
  readonly deprecated: boolean;
  readonly pointer: string;
}

export interface HttpScheme extends SchemeBase {
  readonly type: "http";
  /** Lower case: `basic`, `bearer`, `digest`, … (RFC 9110, section 11.1). */
  readonly scheme: string;
  readonly bearerFormat?: string;
}

export interface ApiKeyScheme extends SchemeBase {
  readonly type: "apiKey";
  readonly in: "header" | "query" | "cookie";
  /** The name of the header, parameter or cookie. */
  readonly name: string;
}

export interface OAuth2Scheme extends SchemeBase {
  readonly type: "oauth2";
  readonly flows: readonly OAuthFlow[];
  /** 3.2: RFC 8414. */
  readonly oauth2MetadataUrl?: string;
}

/** OAuth Flow Object (OpenAPI 3.1, section 4.8.29). */
export interface OAuthFlow {
  readonly flow: "implicit" | "password" | "clientCredentials" | "authorizationCode" | "deviceAuthorization";
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

export interface OpenIdConnectScheme extends SchemeBase {
  readonly type: "openIdConnect";
  readonly openIdConnectUrl: string;
}

export interface MutualTlsScheme extends SchemeBase {
  readonly type: "mutualTLS";
}

/** One that no specification knows, or that nobody has described. */
export interface UnknownScheme extends SchemeBase {
  readonly type: "unknown";
}

/** Security Requirement Object (section 4.8.30): all of these together. Empty where no credential is needed. */
export type SecurityRequirement = readonly RequiredScheme[];

export interface RequiredScheme {
  readonly scheme: SecurityScheme;
  /** Of OAuth 2.0 and OpenID Connect; of others, roles. */
  readonly scopes: readonly string[];
}

export function readSecuritySchemes(reader: Reader, schemes: unknown): SecurityScheme[] {
  return entriesOf(schemes).map(([key, value]) => {
    const { node, pointer } = reader.follow(value, append("#", "components", "securitySchemes", key));
    const base = { key, description: textOf(node["description"]), deprecated: node["deprecated"] === true, pointer };
    return readScheme(reader, base, node);
  });
}

function readScheme(reader: Reader, base: SchemeBase, node: Node): SecurityScheme {
  const { type, in: location } = node;
  switch (type) {
    case "http":
      return { ...base, type, scheme: textOf(node["scheme"]).toLowerCase(), ...optionalText(node, "bearerFormat") };
    case "apiKey":
      if (location === "header" && !isHeaderName(textOf(node["name"]))) {
        const name = textOf(node["name"]);
        reader.report.unsupported(
          base.pointer,
          `\`${name}\` is no name of a header (RFC 9110, section 5.1): this credential can't be sent.`,
        );
        return { ...base, type: "unknown" };
      }
      if (location === "header" || location === "query" || location === "cookie") {
        return { ...base, type, in: location, name: textOf(node["name"]) };
      }
      break;
    case "oauth2":
      return { ...base, type, flows: readFlows(node["flows"]), ...optionalText(node, "oauth2MetadataUrl") };
    case "openIdConnect":
      return { ...base, type, openIdConnectUrl: textOf(node["openIdConnectUrl"]) };
    case "mutualTLS":
      return { ...base, type };
  }
  reader.report.unsupported(base.pointer, `A security scheme of the type \`${textOf(type)}\` is not known.`);
  return { ...base, type: "unknown" };
}

const flowNames = ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"] as const;

function readFlows(value: unknown): OAuthFlow[] {
  const flows = asNode(value);
  return flowNames.flatMap((flow) => {
    if (!(flow in flows)) return [];
    const node = asNode(flows[flow]);
    return [
      {
        flow,
        ...optionalText(node, "authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"),
        scopes: entriesOf(node["scopes"]).map(([name, description]) => ({ name, description: textOf(description) })),
      },
    ];
  });
}

/**
 * The alternatives of `security`, in their order: one of them is enough. An empty list asks for nothing; an empty
 * alternative (`{}`) makes credentials optional.
 */
export function readSecurity(
  reader: Reader,
  security: unknown,
  schemes: readonly SecurityScheme[],
  pointer: string,
): SecurityRequirement[] {
  return listOf(security).map((item, index) =>
    entriesOf(item).map(([key, scopes]) => ({
      scheme: schemes.find((scheme) => scheme.key === key) ?? unknown(reader, key, append(pointer, index, key)),
      scopes: textsOf(scopes),
    })),
  );
}

function unknown(reader: Reader, key: string, pointer: string): UnknownScheme {
  reader.report.unsupported(pointer, `The security scheme \`${key}\` is not among the components.`);
  return { key, type: "unknown", description: "", deprecated: false, pointer };
}

/** Whether an operation can be called without any credential. */
export function isPublic(security: readonly SecurityRequirement[]): boolean {
  return security.length === 0 || security.some(({ length }) => length === 0);
}

/** Whether a parameter is what one of the credentials is sent as: many descriptions list an API key among the parameters, too. */
export function isCredential(
  parameter: { readonly in: string; readonly name: string },
  security: readonly SecurityRequirement[],
): boolean {
  const nameOf = (name: string) => (parameter.in === "header" ? name.toLowerCase() : name);
  return security
    .flat()
    .some(
      ({ scheme }) =>
        scheme.type === "apiKey" && scheme.in === parameter.in && nameOf(scheme.name) === nameOf(parameter.name),
    );
}
