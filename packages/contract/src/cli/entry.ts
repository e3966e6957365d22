#!/usr/bin/env node
// Node lets `FORCE_COLOR` go before `NO_COLOR`.
if (process.env["NO_COLOR"]) delete process.env["FORCE_COLOR"];
// What packages use of Node's old parts is no news to who runs this.
process.noDeprecation = true;
await import("./main.ts");
