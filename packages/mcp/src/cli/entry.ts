#!/usr/bin/env node
// A warning of Node's would only worry who reads the assistant's log.
process.noDeprecation = true;
await import("./main.ts");
