import { stat } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { type Coding, compressedFiles, type ReadFile } from "./compressed-files.ts";
import { parseHeadersFile } from "./headers-file.ts";
import { mediaTypes } from "./media-types.ts";
import { headersAt } from "./policy.ts";

/** What an address leads to. */
type Target =
  | { readonly kind: "file"; readonly path: string }
  /** A folder without its slash. */
  | { readonly kind: "folder"; readonly location: string }
  | { readonly kind: "none" };

const none: Target = { kind: "none" };

/**
 * Answers with the files of a folder as the hosts of static sites do: the headers of its `_headers`, compressed as the browser
 * accepts it, a redirect to a folder's slash, and its `404.html` with the status 404. Each file is read when it is asked for,
 * so that a new build shows.
 *
 * @param folder an absolute path
 * @param base the path that the site is at, with a slash at both ends
 */
export function staticFiles(folder: string, base: string): RequestListener {
  const read = compressedFiles();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const url = URL.parse(request.url ?? "", "http://host");
    const target = url ? await targetOf(folder, base, url.pathname) : none;
    if (target.kind === "folder") {
      response
        .writeHead(301, { Location: `${target.location}${url?.search ?? ""}`, "Cache-Control": "no-cache" })
        .end();
      return;
    }
    const found = target.kind === "file" ? await read(target.path) : undefined;
    const path = target.kind === "file" && found ? target.path : join(folder, "404.html");
    const file = found ?? (await read(path));
    if (file) return send(request, response, { path, file, status: found ? 200 : 404 });
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("There is no such page.\n");
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    { path, file, status }: { readonly path: string; readonly file: ReadFile; readonly status: number },
  ): Promise<void> {
    const policy = await policyAt(`/${relative(folder, path).split(sep).join("/")}`);
    const headers = { ...policy, ETag: file.tag, Vary: "Accept-Encoding" };
    if (status === 200 && request.headers["if-none-match"]?.split(/\s*,\s*/).includes(file.tag)) {
      response.writeHead(304, headers).end();
      return;
    }
    const coding = acceptedCoding(request.headers["accept-encoding"]);
    const compressed = coding && (await file.compressed(coding));
    const body = compressed ?? file.bytes;
    response.writeHead(status, {
      ...headers,
      "Content-Type": contentType(path),
      "Content-Length": body.length,
      ...(compressed && { "Content-Encoding": coding }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  async function policyAt(path: string): Promise<Readonly<Record<string, string>>> {
    const file = await read(join(folder, "_headers"));
    return file ? headersAt(parseHeadersFile(file.bytes.toString("utf8")), path) : {};
  }

  return (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

async function targetOf(folder: string, base: string, pathname: string): Promise<Target> {
  const path = decoded(pathname);
  if (path === base.slice(0, -1)) return { kind: "folder", location: base };
  if (!path?.startsWith(base)) return none;
  const inside = path.slice(base.length);
  // Encoded, `..` reaches us. Files that begin with a dot or an underscore are for hosts, not for readers.
  if (inside.split(/[\\/]/).some((name) => /^[._]/.test(name))) return none;
  const target = join(folder, inside);
  const about = await stat(target).catch(() => undefined);
  if (!about) return none;
  if (inside === "" || inside.endsWith("/"))
    return about.isDirectory() ? { kind: "file", path: join(target, "index.html") } : none;
  if (!about.isDirectory()) return { kind: "file", path: target };
  // Made of where the folder is: what begins with two slashes would lead to another host.
  const names = relative(folder, target).split(sep).map(encodeURIComponent);
  return { kind: "folder", location: `${base}${names.join("/")}/` };
}

/** A path with its escapes resolved; nothing where it can be no file's. */
function decoded(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * The better of the codings that a browser accepts, if any (RFC 9110, section 12.5.3). What `*` stands for need not be
 * guessed: every browser names its codings.
 */
function acceptedCoding(accepted = ""): Coding | undefined {
  const names = accepted.split(",").flatMap((each) => {
    const [name = "", ...parameters] = each.split(";");
    const refused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/i.test(parameter));
    return refused ? [] : [name.trim().toLowerCase()];
  });
  return (["br", "gzip"] as const).find((coding) => names.includes(coding));
}

function contentType(path: string): string {
  const type = mediaTypes[extname(path).slice(1)];
  return type ? `${type}; charset=utf-8` : "application/octet-stream";
}
