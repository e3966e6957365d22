/** The media types of the site's files, by the ends of their names; all of them are text. */
export const mediaTypes: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  md: "text/markdown",
  svg: "image/svg+xml",
  txt: "text/plain",
  xml: "application/xml",
  // RFC 9512
  yaml: "application/yaml",
};
