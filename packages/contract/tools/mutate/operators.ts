import { change, type Node, type Operator, omit, rename } from "./operator.ts";
import { schemaOperators } from "./schema-operators.ts";

const methods = ["get", "put", "post", "delete", "patch", "head", "trace"];

/** A response of which nothing more is said. */
const bare = { description: "A mutant." };

const newResponse = {
  description: "A mutant.",
  content: { "application/json": { schema: { type: "object" }, example: {} } },
};

function nodeOf(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {}; // JSON: what is no object has no fields.
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Each makes a description say something else than it does; a row is one way to be wrong. */
export const operators: readonly Operator[] = [
  ...schemaOperators,
  {
    name: "a method less, or another",
    kind: "pathItem",
    mutate: (item) =>
      methods
        .filter((method) => method in item)
        .flatMap((method) => [
          change(`no ${method}`, omit(item, method)),
          ...methods
            .filter((other) => !(other in item) && other !== "trace" && other !== "head")
            .slice(0, 1)
            .map((other) => change(`${other} for ${method}`, rename(item, method, other))),
        ]),
  },
  {
    name: "a method more",
    kind: "pathItem",
    mutate: (item) => {
      const [own] = methods.filter((method) => method in item);
      if (own === undefined) return [];
      const responses = { "200": bare };
      return methods
        .filter((method) => !(method in item) && (method !== "head" || !("get" in item)))
        .map((method) =>
          change(`also ${method}`, {
            ...item,
            [method]: {
              ...(Array.isArray(nodeOf(item[own])["parameters"]) && { parameters: nodeOf(item[own])["parameters"] }),
              security: [],
              responses,
            },
          }),
        );
    },
  },
  {
    name: "a path of another name",
    kind: "document",
    mutate: (document) =>
      Object.keys(nodeOf(document["paths"])).map((path) =>
        change(`${path} is called ${path}X`, {
          ...document,
          paths: rename(nodeOf(document["paths"]), path, `${path}X`),
        }),
      ),
  },
  {
    name: "a required parameter more",
    kind: "operation",
    mutate: (operation) =>
      ["query", "header"].map((place) =>
        change(`a new parameter in the ${place}`, {
          ...operation,
          parameters: [
            ...listOf(operation["parameters"]),
            { name: "X-Mutant", in: place, required: true, schema: { type: "string" } },
          ],
        }),
      ),
  },
  {
    name: "a parameter less",
    kind: "operation",
    mutate: (operation) =>
      listOf(operation["parameters"]).flatMap((parameter, index) =>
        nodeOf(parameter)["in"] === "path"
          ? []
          : [
              change(`no parameter ${index}`, {
                ...operation,
                parameters: listOf(operation["parameters"]).toSpliced(index, 1),
              }),
            ],
      ),
  },
  {
    name: "a parameter that is required, or is not",
    kind: "parameter",
    mutate: (parameter) =>
      parameter["in"] === "path" || !("in" in parameter)
        ? []
        : [
            change(`required: ${String(parameter["required"] !== true)}`, {
              ...parameter,
              required: parameter["required"] !== true,
            }),
          ],
  },
  {
    name: "a parameter of another name, or at another place",
    kind: "parameter",
    mutate: (parameter) =>
      parameter["in"] === "path" || !("in" in parameter)
        ? []
        : [
            change("another name", { ...parameter, name: `${String(parameter["name"])}X` }),
            change("another place", {
              ...omit(omit(parameter, "style"), "explode"),
              in: parameter["in"] === "query" ? "header" : "query",
            }),
          ],
  },
  {
    name: "another style",
    kind: "parameter",
    mutate: (parameter) =>
      parameter["in"] === "path"
        ? [change("in the style label", { ...parameter, style: parameter["style"] === "label" ? "matrix" : "label" })]
        : [],
  },
  {
    name: "a header that is required, or is not",
    kind: "parameter",
    mutate: (header, parent) =>
      "in" in header || parent !== "response"
        ? []
        : [
            change(`required: ${String(header["required"] !== true)}`, {
              ...header,
              required: header["required"] !== true,
            }),
          ],
  },
  {
    name: "no body, or one that is required, or is not",
    kind: "operation",
    mutate: (operation) => {
      const body = nodeOf(operation["requestBody"]);
      if (!("content" in body)) return [];
      return [
        change("no body", omit(operation, "requestBody")),
        change(`body required: ${String(body["required"] !== true)}`, {
          ...operation,
          requestBody: { ...body, required: body["required"] !== true },
        }),
      ];
    },
  },
  {
    name: "other media types of a body",
    kind: "requestBody",
    mutate: (body) => contents(body, false),
  },
  {
    name: "other media types of a response",
    kind: "response",
    mutate: (response) => contents(response, true),
  },
  {
    name: "a response less, more, or of another status",
    kind: "operation",
    mutate: (operation) => {
      const responses = nodeOf(operation["responses"]);
      const statuses = Object.keys(responses).filter((status) => !status.startsWith("x-"));
      const put = (what: string, changed: Node) => change(what, { ...operation, responses: changed });
      const news = ["202", "403", "409", "422", "500", "4XX", "5XX", "default"].filter(
        (status) => !statuses.includes(status) && !statuses.includes("default") && !statuses.includes(`${status[0]}XX`),
      );
      return [
        ...(statuses.length < 2 ? [] : statuses.map((status) => put(`no ${status}`, omit(responses, status)))),
        ...news.map((status) => put(`also ${status}`, { ...responses, [status]: newResponse })),
        ...statuses
          .filter((status) => status !== "default")
          .map((status) => put(`${status} is 418`, rename(responses, status, "418"))),
      ];
    },
  },
  {
    name: "a header of a response less, or more",
    kind: "response",
    mutate: (response) => [
      ...Object.keys(nodeOf(response["headers"])).map((name) =>
        change(`no header ${name}`, { ...response, headers: omit(nodeOf(response["headers"]), name) }),
      ),
      change("a new required header", {
        ...response,
        headers: { ...nodeOf(response["headers"]), "X-Mutant": { required: true, schema: { type: "string" } } },
      }),
    ],
  },
  {
    name: "other credentials",
    kind: "operation",
    mutate: (operation) => {
      if (!Array.isArray(operation["security"])) return [change("no credentials", { ...operation, security: [] })];
      return requirements(operation);
    },
  },
  {
    name: "other credentials everywhere",
    kind: "document",
    mutate: (document) => (Array.isArray(document["security"]) ? requirements(document) : []),
  },
  {
    name: "another scheme",
    kind: "securityScheme",
    mutate: (scheme) =>
      scheme["type"] === "http"
        ? [
            change("another HTTP scheme", {
              ...scheme,
              scheme: String(scheme["scheme"]).toLowerCase() === "basic" ? "bearer" : "basic",
            }),
            change("a key in the query", { type: "apiKey", in: "query", name: "mutant" }),
          ]
        : scheme["type"] === "apiKey"
          ? [
              change("another name", { ...scheme, name: `${String(scheme["name"])}X` }),
              change("another place", { ...scheme, in: scheme["in"] === "query" ? "header" : "query" }),
            ]
          : [],
  },
];

function contents(node: Node, isAnswer: boolean) {
  const content = nodeOf(node["content"]);
  const names = Object.keys(content);
  if (names.length === 0) return [];
  const put = (what: string, changed: Node) => change(what, { ...node, content: changed });
  const more = ["text/plain", "application/xml"].filter(
    (name) => !names.includes(name) && !names.some((each) => each.includes("*")),
  );
  return [
    ...(names.length < 2 ? [] : names.map((name) => put(`no ${name}`, omit(content, name)))),
    ...names.map((name) =>
      put(`${name} is application/vnd.mutant+json`, rename(content, name, "application/vnd.mutant+json")),
    ),
    ...more.map((name) =>
      put(`also ${name}`, { ...content, [name]: { schema: { type: "string" }, example: "A mutant." } }),
    ),
    ...(isAnswer ? [change("no body", omit(node, "content"))] : []),
  ];
}

function requirements(node: Node) {
  const security = listOf(node["security"]);
  return [
    ...(security.length > 0 ? [change("no credentials", { ...node, security: [] })] : []),
    ...(security.length > 0 && !security.some((each) => Object.keys(nodeOf(each)).length === 0)
      ? [change("optional credentials", { ...node, security: [...security, {}] })]
      : []),
    ...(security.length > 1
      ? security.map((_, index) =>
          change(`without alternative ${index}`, { ...node, security: security.toSpliced(index, 1) }),
        )
      : []),
    ...security.flatMap((each, index) => {
      const names = Object.keys(nodeOf(each));
      return names.length < 2
        ? []
        : names.map((name) =>
            change(`without ${name}`, { ...node, security: security.with(index, omit(nodeOf(each), name)) }),
          );
    }),
  ];
}
