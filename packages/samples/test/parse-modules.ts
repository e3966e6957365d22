/** Parses ECMAScript modules, and TypeScript as Node.js strips it, without running them: `parse-modules.ts FILE…` */
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { SourceTextModule } from "node:vm";

for (const file of process.argv.slice(2)) {
  try {
    const text = await readFile(file, "utf8");
    new SourceTextModule(file.endsWith(".ts") ? stripTypeScriptTypes(text) : text, { identifier: file });
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
