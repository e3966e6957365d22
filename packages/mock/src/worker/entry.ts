/** The thread that Prism lives in. */
import { enableCompileCache } from "node:module";

// Nine tenths of the start are the loading of Prism; compiled before, it takes two thirds of that.
enableCompileCache();
// What Prism's dependencies use of Node is not for the mock's users to fix.
process.noDeprecation = true;
await import("./host.ts");
