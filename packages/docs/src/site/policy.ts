import { createHash } from "node:crypto";

/**
 * Runs before anything is painted: the colours that a reader has chosen, and a mark that scripts run, for the style sheet. It
 * is in the page itself, since a file would hold the page up; the policy names its hash.
 */
export const earlyScript =
  'document.documentElement.classList.add("js");try{document.documentElement.dataset.theme=localStorage.getItem("theme")||""}catch{}';

/** The Content Security Policy of our pages (Redoc's has its own). */
export const pagePolicy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash("sha256").update(earlyScript).digest("base64")}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  // The console calls the server that its reader chooses: any by HTTPS, and plain HTTP on the reader's own machine, where
  // browsers allow it. An IPv6 address can't be named here.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
