/**
 * Lint rules that Redocly's own rules and assertions can't express. Each guards one product that is derived from the
 * description; `redocly.yaml` says which.
 */

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
const isJson = (mediaType: string) => /^application\/(.+\+)?json\b/i.test(mediaType);

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

export default function plugin() {
  return {
    id: "spkey",
    rules: {
      oas3: {
        "json-example": jsonExample,
        "no-extension-ref": noExtensionRef,
        "property-description": propertyDescription,
        "shared-error-schema": sharedErrorSchema,
      },
    },
  };
}
