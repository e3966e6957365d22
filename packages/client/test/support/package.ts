import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { writePackage } from "../../tools/package.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The sources of the client of another description, in a folder of their own beside what they import. */
export interface Sources {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function clientOf(description: object): Promise<Sources> {
  await mkdir(`${root}/reports`, { recursive: true });
  const folder = await mkdtemp(`${root}/reports/client-`);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await writePackage(folder, description, { name: "@spkey/client", version: "0.0.0" });
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A description with this many operations, each like the real one and with names of its own. */
export function large(count: number): object {
  const nouns = ["Lock", "Key", "Door", "Guest", "Group", "Badge", "Event", "Room", "Gate", "Site"];
  const verbs = ["Add", "Remove", "Open", "Close", "Grant", "Revoke", "Move", "Rename", "Suspend", "Restore"];
  const names = Array.from({ length: count }, (_, index) => {
    const [verb, noun] = [verbs[index % 10], nouns[Math.floor(index / 10) % 10]];
    return `${verb}${noun}${index >= 100 ? Math.floor(index / 100) : ""}`;
  });
  const text = { type: "string", description: "An opaque identifier; its format is not specified." };
  const object = (properties: Record<string, object>) => ({
    type: "object",
    required: Object.keys(properties),
    properties,
  });
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const json = (schema: object) => ({ description: "An answer.", content: { "application/json": { schema } } });
  return {
    openapi: "3.1.0",
    info: { title: "Large", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    security: [{ token: [], key: [] }],
    paths: Object.fromEntries(
      names.map((name) => [
        `/guests/{id}/${name}`,
        {
          post: {
            operationId: name.slice(0, 1).toLowerCase() + name.slice(1),
            summary: `${name} for a user`,
            description: "Says what becomes of it, and what is left as it is.",
            parameters: [{ name: "id", in: "path", required: true, schema: text }],
            requestBody: { required: true, content: { "application/json": { schema: ref(`${name}Command`) } } },
            responses: { 200: json(ref(`${name}Done`)), 400: json(ref("Error")), 404: json(ref("Error")) },
          },
        },
      ]),
    ),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
      schemas: {
        Error: object({ error: text, message: text }),
        ...Object.fromEntries(
          names.flatMap((name) => [
            [`${name}Command`, object({ placeId: text, [`${name}By`]: text, reason: text })],
            [
              `${name}Done`,
              object({
                success: { type: "boolean" },
                aggregateId: text,
                version: { type: "number" },
                event: { type: ["object", "null"] },
                placeId: text,
                [`${name}At`]: text,
              }),
            ],
          ]),
        ),
      },
    },
  };
}
