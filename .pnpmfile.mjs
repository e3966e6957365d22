/**
 * openapi-typescript 7.13 and the packages of @hey-api/openapi-ts 0.99 build their output with the compiler's JavaScript
 * API, which TypeScript 7 no longer has, and ask for the compiler as a peer. They get TypeScript 5.9 of their own; all else
 * is compiled and checked by TypeScript 7, which is three to five times faster.
 */
export const hooks = {
  readPackage(manifest) {
    if (/^(openapi-typescript$|@hey-api\/)/.test(manifest.name) && manifest.peerDependencies?.typescript) {
      manifest.dependencies = { ...manifest.dependencies, typescript: "5.9.3" };
      delete manifest.peerDependencies.typescript;
    }
    return manifest;
  },
};
