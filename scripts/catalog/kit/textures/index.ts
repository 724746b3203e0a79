export * from "./cloth.ts";
export * from "./knit.ts";
export * from "./leather.ts";
export * from "./maps.ts";
export * from "./metal.ts";
export * from "./noise.ts";
export * from "./plastic.ts";
export * from "./wood.ts";
