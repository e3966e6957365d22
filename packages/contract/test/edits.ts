import { isJson } from "@spkey/model";

type Node = Readonly<Record<string, unknown>>;

/** A change to a description, which stays as it is. */
export interface Edit {
  readonly name: string;
  readonly edit: (document: object) => object;
}

const problem = {
  description: "It was refused.",
  content: {
    "application/problem+json": {
      schema: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
      example: { title: "It was refused." },
    },
  },
};

const answer = {
  description: "It was moved.",
  content: {
    "application/json": {
      schema: {
        type: "object",
        required: ["version"],
        properties: { version: { type: "integer" }, event: { type: ["object", "null"] } },
      },
      examples: { moved: { value: { version: 42, event: null } } },
    },
  },
};

/** An operation that needs two credentials and a body in JSON, and whose answers are JSON. */
export const edited: object = {
  openapi: "3.1.0",
  info: { title: "Shelves", version: "1.0.0" },
  security: [{ token: [], key: [] }],
  paths: {
    "/shelves/{shelf}/Move": {
      post: {
        operationId: "moveShelf",
        parameters: [{ name: "shelf", in: "path", required: true, schema: { type: "string" }, example: "upper/left" }],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["to", "by"],
                properties: { to: { type: "string" }, by: { type: "string" } },
              },
              examples: { day: { value: { to: "hall", by: "Ada" } }, night: { value: { to: "attic", by: "Zoë" } } },
            },
          },
        },
        responses: { "200": answer, "400": problem, "404": problem },
      },
    },
  },
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
    },
  },
};

export const edits: readonly Edit[] = [
  { name: "a documented 401", edit: onResponses((responses) => ({ ...responses, "401": problem })) },
  { name: "`4XX` and `default` for all its errors", edit: onResponses(withRanges) },
  {
    name: "`default` only for its errors",
    edit: onResponses((responses) => ({ ...successes(responses), default: problem })),
  },
  { name: "media types in upper case", edit: onContent((mediaType) => mediaType.toUpperCase()) },
  { name: "ranges of media types", edit: onContent((mediaType) => mediaType.replace(/\/.*/, "/*")) },
  {
    name: "optional credentials",
    edit: onOperations((operation, { security = [] }) => ({ ...operation, security: [{}, ...listOf(security)] })),
  },
  {
    name: "one credential of several",
    edit: onOperations((operation, { security = [] }) => ({
      ...operation,
      security: listOf(security).flatMap(eachAlone),
    })),
  },
  { name: "no credentials", edit: onOperations((operation) => ({ ...operation, security: [] })) },
  { name: "bodies that are merged of two schemas", edit: onContent(sameName, withMerged) },
  { name: "a body inside of a body", edit: onContent(sameName, withNested) },
  { name: "four more operations", edit: (document) => withFourMore(document as Node) }, // A document is an object.
];

/** A GET with a key only, a DELETE without an answer, a public text, and a recursive schema behind a path item that is referred to. */
function withFourMore(document: Node): Node {
  const { securitySchemes, pathItems, schemas, ...components } = nodeOf(document["components"]);
  const team = { name: "team", in: "path", required: true, schema: { type: "string" }, example: "night-shift" };
  const json = (schema: object, example: unknown) => ({ content: { "application/json": { schema, example } } });
  const Team = {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string" },
      teams: { type: "array", items: { $ref: "#/components/schemas/AddedTeam" } },
    },
  };
  const get = {
    operationId: "listAddedTeams",
    security: [{ addedKey: [] }],
    parameters: [
      {
        name: "state",
        in: "query",
        required: true,
        schema: { type: "array", items: { enum: ["on", "off"] } },
        example: ["on", "off"],
      },
      {
        name: "floors",
        in: "query",
        explode: false,
        required: true,
        schema: { type: "array", items: { type: "integer" } },
        example: [0, 2],
      },
    ],
    responses: {
      "200": {
        description: "The teams.",
        ...json({ type: "array", items: { $ref: "#/components/schemas/AddedTeam" } }, [{ name: "night-shift" }]),
        links: { first: { operationId: "endAddedTeam", parameters: { team: "$response.body#/0/name" } } },
      },
    },
  };
  return {
    ...document,
    paths: {
      ...nodeOf(document["paths"]),
      "/added-teams": { get },
      "/added-teams/{team}": {
        delete: {
          operationId: "endAddedTeam",
          parameters: [team],
          responses: { "204": { description: "Ended." }, default: problem },
        },
      },
      "/added-motto": {
        get: {
          operationId: "readAddedMotto",
          security: [],
          responses: {
            "200": { description: "It.", content: { "text/plain": { schema: { type: "string" }, example: "Open." } } },
          },
        },
      },
      "/added-tree": { $ref: "#/components/pathItems/AddedTree" },
    },
    components: {
      ...components,
      securitySchemes: { ...nodeOf(securitySchemes), addedKey: { type: "apiKey", in: "query", name: "key" } },
      schemas: { ...nodeOf(schemas), AddedTeam: Team },
      pathItems: {
        ...nodeOf(pathItems),
        AddedTree: {
          put: {
            operationId: "plantAddedTree",
            requestBody: {
              required: true,
              ...json({ $ref: "#/components/schemas/AddedTeam" }, { name: "day", teams: [{ name: "noon" }] }),
            },
            responses: {
              "200": { description: "It.", ...json({ $ref: "#/components/schemas/AddedTeam" }, { name: "day" }) },
            },
          },
        },
      },
    },
  };
}

/** Its errors as a range, with what is not in it as `default`. */
function withRanges(responses: Node): Node {
  return { ...successes(responses), "4XX": problem, default: problem };
}

function successes(responses: Node): Node {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith("2")));
}

function eachAlone(requirement: unknown): object[] {
  return Object.entries(nodeOf(requirement)).map(([name, scopes]) => ({ [name]: scopes }));
}

/** The same media type, of whose schema one half is said by a part of it. */
function withMerged(media: Node): Node {
  const { schema } = media;
  return {
    ...media,
    schema: { allOf: [schema, { properties: { added: { type: "integer", minimum: 1 } } }] },
  };
}

/** The same media type, of an object that has the value in it. */
function withNested({ schema, example, examples }: Node): Node {
  const wrap = (value: unknown) => ({ added: { inside: value } });
  return {
    schema: {
      type: "object",
      required: ["added"],
      properties: { added: { type: "object", required: ["inside"], properties: { inside: schema } } },
    },
    ...(example !== undefined && { example: wrap(example) }),
    ...(examples !== undefined && {
      examples: Object.fromEntries(
        Object.entries(nodeOf(examples)).map(([name, each]) => [name, { value: wrap(nodeOf(each)["value"]) }]),
      ),
    }),
  };
}

function onResponses(change: (responses: Node) => Node): Edit["edit"] {
  return onOperations((operation) => ({ ...operation, responses: change(nodeOf(operation["responses"])) }));
}

/** @param change is told of what the operation inherits, too */
function onOperations(change: (operation: Node, document: Node) => Node): Edit["edit"] {
  return (given) => {
    const document = given as Node; // A document is an object.
    const paths = Object.entries(nodeOf(document["paths"])).map(([path, item]) => {
      const fields = Object.entries(nodeOf(item)).map(([name, value]) =>
        methods.has(name) ? [name, change(nodeOf(value), document)] : [name, value],
      );
      return [path, Object.fromEntries(fields)] as const;
    });
    return { ...document, paths: Object.fromEntries(paths) };
  };
}

const methods = new Set(["get", "put", "post", "delete", "patch"]);

/** Changes each media type of a body in JSON, wherever it stands. */
function onContent(
  name: (mediaType: string) => string,
  change: (media: Node) => Node = (media) => media,
): Edit["edit"] {
  const visitContent = (content: Node): Node =>
    Object.fromEntries(
      Object.entries(content).map(([mediaType, media]) =>
        isJson(mediaType) ? [name(mediaType), change(nodeOf(media))] : [mediaType, media],
      ),
    );
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [
        field,
        field === "content" ? visitContent(nodeOf(inner)) : visit(inner),
      ]),
    );
  };
  return (document) => visit(document) as object; // An object stays one.
}

function sameName(mediaType: string): string {
  return mediaType;
}

function nodeOf(value: unknown): Node {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
