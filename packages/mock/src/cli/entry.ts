#!/usr/bin/env node
// Node lets `FORCE_COLOR` go before `NO_COLOR`, and writes a warning between the lines of the log as soon as its modules load.
if (process.env["NO_COLOR"]) delete process.env["FORCE_COLOR"];
await import("./main.ts");
