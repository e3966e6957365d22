import { mediaTypes } from "./media-types.ts";
import { headersAt, type Rule } from "./policy.ts";

/**
 * A policy as a configuration of nginx: a file to `include` in a `server` block.
 *
 * @param base the path that the site is at, with a slash at both ends
 * @param hidden files of the site that are for other hosts
 */
export function nginxConfiguration(
  rules: readonly Rule[],
  base: string,
  hidden: readonly string[] = ["/_headers"],
): string {
  const at = (path: string) => `${base}${path.slice(1)}`;
  const locations = rules
    .flatMap(({ paths }) => paths)
    .map((path) => location(at(path), headersAt(rules, path.replace("*", "any"))));
  return `# Made from the policy in packages/docs/src/site/policy.ts by the build of the site: change it there.
#
#   server {
#     listen 443 ssl;
#     server_name docs.example.com;
#     root /var/www;                  # the site's first page is /var/www${base}index.html
#     include /etc/nginx/docs.conf;   # this file
#   }

index index.html;
error_page 404 ${base}404.html;

# The redirect to a folder's slash leads to the same host, port and scheme.
absolute_redirect off;

charset utf-8;
charset_types ${allTypes.join(" ")};
gzip on;
gzip_vary on;
gzip_types ${allTypes.filter((type) => type !== "text/html").join(" ")};
types {
${Object.entries(mediaTypes)
  .map(([end, type]) => `  ${type} ${end};`)
  .join("\n")}
}

# For other hosts.
${hidden.map((path) => `location = ${at(path)} {\n  return 404;\n}`).join("\n")}

${locations.join("\n\n")}
`;
}

const allTypes = Object.values(mediaTypes);

/** nginx adds no header of a level above where a level adds one of its own: each location has all of them. */
function location(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  add_header ${name} "${value}" always;`);
  const place = path.endsWith("*") ? `^~ ${path.slice(0, -1)}` : `= ${path}`;
  return `location ${place} {\n${lines.join("\n")}\n}`;
}
