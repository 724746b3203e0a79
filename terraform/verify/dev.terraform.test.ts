import { dev } from "../config/dev.ts";
import { testLifeOf } from "./lifeOfEnvironment.ts";

testLifeOf(dev);
