import { collectionFile } from "../collection/file.ts";

/** A form in which programs have what the site says. */
export interface Format {
  readonly label: string;
  /** From the site's root. */
  readonly files: readonly string[];
  /** What it is good for: a phrase. */
  readonly use: string;
}

export const formats: readonly Format[] = [
  {
    label: "OpenAPI description",
    files: ["openapi.yaml", "openapi.json"],
    use: "what all of this is made of, for generators and other tools",
  },
  {
    label: "Postman collection",
    files: [collectionFile],
    use: "every request with its examples, also for Bruno, Insomnia and Hoppscotch; credentials are variables, and empty",
  },
  {
    label: "Markdown",
    files: ["llms.txt", "llms-full.txt"],
    use: "each page as text: a list of them, and all in one",
  },
];

/** What most assistants are told to start a server of the Model Context Protocol by. */
export function assistantSettings(npmPackage: string): string {
  const name = npmPackage.replace(/^@/, "").split("/")[0] ?? npmPackage;
  return `{
  "mcpServers": {
    ${JSON.stringify(name)}: { "command": "npx", "args": ["-y", ${JSON.stringify(npmPackage)}] }
  }
}`;
}
