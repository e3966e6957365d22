/** A server that looks at nothing and always sends the same: as fast as Node is. `node bench/bare.ts <port> <body>` */
import { createServer } from "node:http";

const [port, body = ""] = process.argv.slice(2);
const headers = { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };

createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, headers).end(body));
}).listen(Number(port), "127.0.0.1");
