/** A style sheet as text, minified (`site/assets.ts`): for what is loaded on demand, and brings its styles along. */
declare module "*.css" {
  const text: string;
  export default text;
}
