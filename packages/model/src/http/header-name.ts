/** Whether it can be the name of a header (RFC 9110, section 5.1), which has no spaces, for example. */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
