/** The name of the collection's file in a site. */
export const collectionFile = "postman-collection.json";
