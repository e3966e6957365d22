declare module "postman-runtime" {
  export class Runner {
    run(collection: object, options: object, done: (error: Error | null, run: never) => void): void;
  }
}

declare module "postman-collection" {
  export class Collection {
    constructor(collection: object);
  }
}
