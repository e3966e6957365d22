/**
 * Lint rules that Redocly's own rules and assertions can't express. Each guards one product that is derived from the
 * description; `house.yaml` says which.
 */

import { isJson } from "@spkey/model/http/media-type.ts";

/** As much of Redocly's visitor context as the rules use (Redocly publishes no types for it with its CLI). */
interface Context {
  report(problem: { message: string; location?: Location }): void;
  resolve(node: unknown): { node?: unknown; location?: Location };
  key: string | number;
  location: Location;
}

interface Location {
  child(path: string | readonly (string | number)[]): Location;
  key(): Location;
  pointer: string;
}

type Node = Record<string, unknown>;

const isObject = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Each property of a schema says what it means. */
const propertyDescription = () => ({
  SchemaProperties(properties: Node, ctx: Context) {
    for (const [name, schema] of Object.entries(properties)) {
      const own = isObject(schema) && schema["description"];
      const { node } = ctx.resolve(schema);
      const resolved = isObject(node) && node["description"];
      if (!own && !resolved) {
        ctx.report({
          message: `Property \`${name}\` has no description. Say what it means, in which unit, and what its default is.`,
          location: ctx.location.child([name]).key(),
        });
      }
    }
  },
});

/** Each JSON body, of a request or a response, comes with an example. */
const jsonExample = () => ({
  MediaTypesMap(content: Node, ctx: Context) {
    for (const [mediaType, value] of Object.entries(content)) {
      if (!isJson(mediaType) || !isObject(value)) continue;
      const examples = value["examples"];
      if (value["example"] !== undefined || (isObject(examples) && Object.keys(examples).length > 0)) continue;
      ctx.report({
        message: `\`${mediaType}\` has no example. Add \`examples\` with a name and a realistic value for each case.`,
        location: ctx.location.child([mediaType]).key(),
      });
    }
  },
});

/** Each documented error with a JSON body has the shared error schema, so that a client needs one type for all. */
const sharedErrorSchema = (options: { schema: string }) => {
  const wanted = `#/components/schemas/${options.schema}`;
  return {
    ResponsesMap: {
      Response(response: Node, ctx: Context) {
        if (!/^([45]|default)/.test(String(ctx.key)) || !isObject(response["content"])) return;
        for (const [mediaType, value] of Object.entries(response["content"])) {
          if (!isJson(mediaType) || !isObject(value)) continue;
          const schema = value["schema"];
          const { node, location } = ctx.resolve(schema);
          // A reference that leads nowhere is reported as such, by Redocly's no-unresolved-refs.
          if (isObject(schema) && schema["$ref"] && (node === undefined || location?.pointer === wanted)) continue;
          ctx.report({
            message: `The error response \`${ctx.key}\` must have the shared schema: \`$ref: "${wanted}"\`.`,
            location: ctx.location.child(["content", mediaType]).key(),
          });
        }
      },
    },
  };
};

/** Bundlers leave a reference inside an `x-` extension as it is, and Prism stops at one that leads to a file. */
const noExtensionRef = () => ({
  SpecExtension(extension: unknown, ctx: Context) {
    const walk = (node: unknown, location: Location): void => {
      if (!isObject(node)) return;
      if (typeof node["$ref"] === "string" && !node["$ref"].startsWith("#")) {
        ctx.report({
          message: `\`${node["$ref"]}\` is inside an extension, where references to files are not bundled. Write the value out.`,
          location: location.child(["$ref"]),
        });
      }
      for (const [key, value] of Object.entries(node)) walk(value, location.child([key]));
    };
    walk(extension, ctx.location);
  },
});

/**
 * Each security requirement names a scheme that is declared (OpenAPI 3.1, section 4.8.30; of 3.2, it may be a URI instead).
 * Redocly's `security-defined` also asks for a requirement, which the specification does not.
 */
const securitySchemeDeclared = () => {
  let declared: ReadonlySet<string> = new Set();
  return {
    Root(root: Node) {
      const { securitySchemes } = isObject(root["components"]) ? root["components"] : {};
      declared = new Set(Object.keys(isObject(securitySchemes) ? securitySchemes : {}));
    },
    SecurityRequirement(requirement: Node, ctx: Context) {
      for (const name of Object.keys(requirement)) {
        if (declared.has(name) || /[/#]/.test(name)) continue;
        ctx.report({
          message: `There is no security scheme \`${name}\`. Declare it under \`components/securitySchemes\`.`,
          location: ctx.location.child([name]).key(),
        });
      }
    },
  };
};

/** A name among the arguments of an operation's function, and where it stands. */
interface Named {
  readonly name: string;
  readonly what: string;
  readonly location: Location | undefined;
}

/**
 * In the client, parameters and the properties of a body stand side by side. A name that is taken gets another one, which
 * breaks callers where both were optional; so the newcomer says its own.
 */
const argumentNames = () => ({
  PathItem: {
    Operation(operation: Node, ctx: Context, { PathItem: item }: { PathItem: Node }) {
      const seen = new Map<string, Named>();
      for (const one of [
        // The place of a path's own parameters is not known here.
        ...parametersOf(item["parameters"], undefined, ctx),
        ...parametersOf(operation["parameters"], ctx.location.child(["parameters"]), ctx),
        ...propertiesOf(operation["requestBody"], ctx),
      ]) {
        const other = seen.get(one.name);
        if (other && other.what !== one.what) {
          ctx.report({
            message: `The ${one.what} \`${one.name}\` has the name of the ${other.what}. Give the one that is new another name in the client: \`x-argument-name: …\`.`,
            ...(one.location && { location: one.location }),
          });
        }
        seen.set(one.name, one);
      }
    },
  },
});

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function named(node: Node, name: string, what: string, location: Location | undefined): Named {
  const own = node["x-argument-name"];
  return { name: typeof own === "string" ? own : name, what, location };
}

/** A node and its place, its reference followed. */
function follow(node: unknown, location: Location | undefined, ctx: Context): { node?: unknown; location?: Location } {
  if (isObject(node) && typeof node["$ref"] === "string") return ctx.resolve(node);
  return { node, ...(location && { location }) };
}

function parametersOf(parameters: unknown, location: Location | undefined, ctx: Context): Named[] {
  return listed(parameters).flatMap((parameter, index) => {
    const place = follow(parameter, location?.child([index]), ctx);
    if (!isObject(place.node)) return [];
    return [named(place.node, String(place.node["name"]), `${place.node["in"]} parameter`, place.location)];
  });
}

/** The properties of a body as the client sends it: JSON where there is a choice. */
function propertiesOf(body: unknown, ctx: Context): Named[] {
  const { node, location } = follow(body, ctx.location.child(["requestBody"]), ctx);
  const content = isObject(node) && isObject(node["content"]) ? Object.entries(node["content"]) : [];
  const [mediaType = "", media] = content.find(([name]) => isJson(name)) ?? content[0] ?? [];
  return isObject(media)
    ? propertiesOfSchema(media["schema"], location?.child(["content", mediaType, "schema"]), ctx)
    : [];
}

function propertiesOfSchema(schema: unknown, start: Location | undefined, ctx: Context): Named[] {
  const { node, location } = follow(schema, start, ctx);
  if (!isObject(node)) return [];
  const properties = isObject(node["properties"]) ? Object.entries(node["properties"]) : [];
  const own = properties.flatMap(([name, property]) =>
    isObject(property) && property["readOnly"] !== true
      ? [named(property, name, "property of the body", location?.child(["properties", name]).key())]
      : [],
  );
  const parts = listed(node["allOf"]);
  return [...own, ...parts.flatMap((part, index) => propertiesOfSchema(part, location?.child(["allOf", index]), ctx))];
}

export default function plugin() {
  return {
    id: "spkey",
    rules: {
      oas3: {
        "argument-names": argumentNames,
        "json-example": jsonExample,
        "no-extension-ref": noExtensionRef,
        "property-description": propertyDescription,
        "security-scheme-declared": securitySchemeDeclared,
        "shared-error-schema": sharedErrorSchema,
      },
    },
  };
}
