/** A base URL without a slash at its end; nothing where requests can't be sent to it. */
export function baseUrlOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const { protocol, username, password, search, hash } = new URL(trimmed);
  if (!/^https?:$/.test(protocol) || username || password || search || hash) return undefined;
  return trimmed.replace(/\/+$/, "");
}

/** Whether a host is this machine (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3). */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether a request with this method is not meant to change anything (RFC 9110, section 9.2.1). */
export function isSafe(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE)$/.test(method);
}
