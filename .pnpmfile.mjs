/**
 * The documentation's rivals in `pnpm bench docs` are measured as the files for a browser that their packages bring along,
 * which hold all that they need: what else they would install, some 500 packages with native code among them, is left out.
 */
const bundled = ["@scalar/api-reference", "@stoplight/elements", "rapidoc", "swagger-ui-dist"];

export const hooks = {
  readPackage(manifest) {
    // openapi-typescript 7.13 and the packages of @hey-api/openapi-ts 0.99 build their output with the compiler's JavaScript
    // API, which TypeScript 7 no longer has, and ask for the compiler as a peer. They get TypeScript 5.9 of their own; all else
    // is compiled and checked by TypeScript 7, which is three to five times faster.
    if (/^(openapi-typescript$|@hey-api\/)/.test(manifest.name) && manifest.peerDependencies?.typescript) {
      manifest.dependencies = { ...manifest.dependencies, typescript: "5.9.3" };
      delete manifest.peerDependencies.typescript;
    }
    if (bundled.includes(manifest.name)) {
      manifest.dependencies = {};
      manifest.peerDependencies = {};
    }
    return manifest;
  },
};
