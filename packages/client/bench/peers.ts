import type { Signature } from "../generator/signature.ts";
import type { Credential, Subject } from "./subject.ts";

/** Something that people call an API with. */
export interface Peer {
  readonly name: string;
  /** What is installed for it to run; nothing where the platform has it, or where it is generated. */
  readonly package?: string;
  /** What generates it. */
  readonly generator?: string;
  /** What sends its requests in Node.js. */
  readonly transport: "fetch" | "node:http";
  /**
   * The module with the one call, as its documentation says to write it: `create(baseUrl, credentials)` gives a function
   * from `{ path, body }` to the data, which throws what is no success.
   */
  code(subject: Subject): string;
}

/** In the order of the tables. The first one is what the others are compared with. */
export const peers: readonly Peer[] = [
  {
    name: "fetch",
    transport: "fetch",
    code: (subject) => `${create}
  return async ({ path, body }) => {
    const response = await fetch(\`\${baseUrl}${url(subject)}\`, {
      method: "${subject.signature.operation.method}",
      headers: ${headers(subject.credentials, '"Content-Type": "application/json"')},
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(\`\${response.status}\`);
    return response.json();
  };
}
`,
  },
  {
    name: "openapi-fetch",
    package: "openapi-fetch",
    transport: "fetch",
    code: (subject) => `import createClient from "openapi-fetch";
${create}
  const client = createClient({ baseUrl, headers: ${headers(subject.credentials)} });
  return async ({ path, body }) => {
    const { data, response } = await client.${methodAndPath(subject)}, { params: { path }, body });
    if (!response.ok) throw new Error(\`\${response.status}\`);
    return data;
  };
}
`,
  },
  {
    name: "ky",
    package: "ky",
    transport: "fetch",
    code: (subject) => `import ky from "ky";
${create}
  const api = ky.create({ prefix: baseUrl, headers: ${headers(subject.credentials)} });
  return ({ path, body }) => api(\`${url(subject).slice(1)}\`, { method: "${subject.signature.operation.method}", json: body }).json();
}
`,
  },
  {
    name: "axios",
    package: "axios",
    transport: "node:http",
    code: (subject) => `import axios from "axios";
${create}
  const api = axios.create({ baseURL: baseUrl, headers: ${headers(subject.credentials)} });
  return async ({ path, body }) => (await api.request({ url: \`${url(subject)}\`, method: "${subject.signature.operation.method}", data: body })).data;
}
`,
  },
  {
    name: "@hey-api/openapi-ts",
    generator: "@hey-api/openapi-ts",
    transport: "fetch",
    code: ({ signature, credentials }) => `import { createClient, createConfig } from "./hey-api/client/index.ts";
import { ${signature.name} } from "./hey-api/index.ts";
${create}
  const client = createClient(createConfig({
    baseUrl,
    auth: ({ type }) => type === "http" ? ${bearer(credentials)} : ${apiKey(credentials)},
  }));
  return async ({ path, body }) => (await ${signature.name}({ client, path, body, throwOnError: true })).data;
}
`,
  },
  {
    name: "openai `post`",
    package: "openai",
    transport: "fetch",
    code: (subject) => `import OpenAI from "openai";
${create}
  const client = new OpenAI({ baseURL: baseUrl, apiKey: ${bearer(subject.credentials)}, defaultHeaders: ${headers(subject.credentials.filter((each) => !isBearer(each)))} });
  return ({ path, body }) => client.${subject.signature.operation.method.toLowerCase()}(\`${url(subject)}\`, { body });
}
`,
  },
  {
    name: "stripe `rawRequest`",
    package: "stripe",
    transport: "node:http",
    code: (subject) => `import Stripe from "stripe";
${create}
  const { hostname: host, port, protocol, pathname } = new URL(baseUrl);
  const stripe = new Stripe(${bearer(subject.credentials)}, { host, port, protocol: protocol.slice(0, -1) });
  const options = { additionalHeaders: ${headers(subject.credentials.filter((each) => !isBearer(each)))} };
  return ({ path, body }) => stripe.rawRequest("${subject.signature.operation.method}", \`\${pathname}${url(subject)}\`, body, options);
}
`,
  },
  {
    name: "ours, `client.POST`",
    package: "@spkey/client",
    transport: "fetch",
    code: (subject) => `import { createClient } from "@spkey/client/by-path";
${create}
  const client = createClient({ baseUrl, ...credentials });
  return async ({ path, body }) => {
    const { data, response } = await client.${methodAndPath(subject)}, { params: { path }, body });
    if (!response.ok) throw new Error(\`\${response.status}\`);
    return data;
  };
}
`,
  },
  {
    name: "ours, operation",
    package: "@spkey/client",
    transport: "fetch",
    code: ({ signature }) => `import { createClient, ${signature.name} } from "@spkey/client";
${create}
  const client = createClient({ baseUrl, ...credentials });
  return ({ path, body }) => ${signature.name}(client, ${request(signature)});
}
`,
  },
  {
    name: "ours, by `node:http`",
    package: "@spkey/client",
    transport: "node:http",
    code: ({ signature }) => `import { createClient, ${signature.name} } from "@spkey/client";
import { createNodeFetch } from "@spkey/client/node";
${create}
  const client = createClient({ baseUrl, fetch: createNodeFetch(), ...credentials });
  return ({ path, body }) => ${signature.name}(client, ${request(signature)});
}
`,
  },
];

const create = "\nexport function create(baseUrl, credentials) {";

function methodAndPath({
  signature: {
    operation: { method, path },
  },
}: Subject): string {
  return `${method}(${JSON.stringify(path)}`;
}

/** The inside of a template literal. */
function url({ signature: { operation } }: Subject): string {
  return operation.path.replace(/{([^{}]+)}/g, (_, name) => `\${encodeURIComponent(path[${JSON.stringify(name)}])}`);
}

/** An object literal of the arguments, which takes each from its place in the request that all peers are given. */
function request(signature: Signature): string {
  if (signature.body === "whole") return "{ ...path, body }";
  const renamed = signature.arguments.flatMap(({ name, key, in: place }) =>
    name === key ? [] : [`${JSON.stringify(name)}: ${place === "path" ? "path" : "body"}[${JSON.stringify(key)}]`],
  );
  // What is renamed is not given by the name that it has elsewhere.
  return renamed.length > 0 ? `{ ...body, ...path, ${renamed.join(", ")} }` : "{ ...path, ...body }";
}

/** An object literal with the headers of credentials. */
function headers(credentials: readonly Credential[], ...more: string[]): string {
  const own = credentials.map(
    (each) => `${JSON.stringify(each.header)}: ${each.prefix ? `"${each.prefix}" + ` : ""}${value(each)}`,
  );
  return `{ ${[...own, ...more].join(", ")} }`;
}

/** Those whose way to give a credential is a bearer token get an empty one where the description has none. */
function bearer(credentials: readonly Credential[]): string {
  const found = credentials.find(isBearer);
  return found ? value(found) : '""';
}

function apiKey(credentials: readonly Credential[]): string {
  const found = credentials.find((each) => !isBearer(each));
  return found ? value(found) : '""';
}

function isBearer({ prefix }: Credential): boolean {
  return prefix !== "";
}

function value({ key }: Credential): string {
  return `credentials[${JSON.stringify(key)}]`;
}
