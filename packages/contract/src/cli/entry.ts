#!/usr/bin/env node
// Node lets `FORCE_COLOR` go before `NO_COLOR`.
if (process.env["NO_COLOR"]) delete process.env["FORCE_COLOR"];
await import("./main.ts");
