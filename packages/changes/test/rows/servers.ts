import { get, type MessageRow, row, since } from "./message-row.ts";

export const servers: readonly MessageRow[] = [
  row(
    "first server changed",
    (d) => {
      d.servers[0].url = "https://api2.example.com";
    },
    "breaking server-changed",
  ),
  row(
    "servers reordered",
    (d) => {
      d.servers.reverse();
    },
    "breaking server-changed",
  ),
  row(
    "server added",
    (d) => {
      d.servers.push({ url: "https://us.example.com" });
    },
    "compatible server-added",
  ),
  row(
    "server removed",
    (d) => {
      d.servers.pop();
    },
    "breaking server-removed",
  ),
  row("slash at the end of a server", (d) => {
    d.servers[0].url += "/";
  }),
  row("description of a server", (d) => {
    d.servers[0].description = "d";
  }),
  row("first server with a variable", (d) => {
    d.servers[0] = { url: "https://{host}.example.com", variables: { host: { default: "api" } } };
  }),
  since(
    "values of a variable",
    (d) => {
      d.servers[0] = {
        url: "https://{host}.example.com",
        variables: { host: { default: "api", enum: ["api", "eu"] } },
      };
    },
    (d) => {
      d.servers[0].variables.host.enum = ["api", "us"];
    },
    "breaking server-variable-narrowed",
    "compatible server-variable-widened",
  ),
  row(
    "server of an operation",
    (d) => {
      get(d).servers = [{ url: "https://other.example.com" }];
    },
    "breaking server-changed",
    "breaking server-removed",
  ),
  row("the document's servers, spelled out", (d) => {
    get(d).servers = structuredClone(d.servers);
  }),
  since(
    "the default server, spelled out",
    (d) => {
      delete d.servers;
    },
    (d) => {
      d.servers = [{ url: "/" }];
    },
  ),
];
