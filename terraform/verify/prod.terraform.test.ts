import { prod } from "../config/prod.ts";
import { testLifeOf } from "./lifeOfEnvironment.ts";

testLifeOf(prod);
