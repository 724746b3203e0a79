import { bootScript } from "../../constructs/bootScript.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { APP_SETTINGS, appEnvironment } from "./appEnvironment.ts";
import { TARGET_PORT, TLS_ON_INSTANCE } from "./tlsOnInstance.ts";

/** The script of an app instance's first boot; `release` is an expression or a name. */
export function webUserData(stack: EnvironmentStack, release: string): string {
  const { names } = stack;
  return bootScript(stack, {
    service: "app",
    description: "Aurolot shop",
    release,
    command: "bin/node --enable-source-maps build/server/index.js",
    fleet: names.of("web"),
    logGroup: names.logGroup("app"),
    variables: appEnvironment(stack),
    settings: { path: names.appSettingsPath, required: APP_SETTINGS },
    packages: ["openssl", "stunnel"],
    prepare: TLS_ON_INSTANCE,
    // An instance joins once it reaches the database; later, the load balancer only asks whether it is alive.
    readyUrl: `https://127.0.0.1:${TARGET_PORT}/readyz`,
  });
}
