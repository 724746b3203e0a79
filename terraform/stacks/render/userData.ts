import { bootScript } from "../../constructs/bootScript.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What Chromium, which the release brings, links to; neither Amazon Linux nor its image for GPUs has it. */
const LIBRARIES_OF_CHROMIUM = [
  "alsa-lib", "at-spi2-atk", "at-spi2-core", "atk", "cairo", "cups-libs", "libdrm", "libXcomposite", "libXdamage", "libXrandr", "libxkbcommon",
  "mesa-libgbm", "nspr", "nss", "pango",
];

/** Below systemd's CacheDirectory, on the volume: `/tmp` is in memory. */
const CACHE = "aurolot";

/** The script of a render instance's first boot; `release` is an expression or a name. */
export function renderUserData(stack: EnvironmentStack, release: string): string {
  const { names, region } = stack;
  return bootScript(stack, {
    service: "worker",
    description: "Aurolot model worker",
    release,
    command: "bin/node --enable-source-maps build/worker.js",
    fleet: names.of("render"),
    logGroup: names.logGroup("render"),
    variables: {
      AWS_REGION: region,
      JOBS_QUEUE_URL: names.queueUrl("render-jobs", region),
      DEAD_LETTERS_URL: names.queueUrl("render-jobs-dlq", region),
      SOURCES_BUCKET: names.bucket("sources", region),
      MODELS_BUCKET: names.bucket("models", region),
      DYNAMODB_TABLE_PREFIX: names.tablePrefix,
      SCRATCH_DIR: `/var/cache/${CACHE}`,
      CHROMIUM_PATH: "/opt/aurolot/worker/chromium/chrome-headless-shell",
      LOG_LEVEL: "info",
    },
    packages: LIBRARIES_OF_CHROMIUM,
    unitLines: [
      `CacheDirectory=${CACHE}`,
      // ProtectClock allows the clock's device and so, unsaid, no other: the GPU's must be named.
      "DeviceAllow=char-nvidia* rw",
      // Chromium asks what it could confine its own processes by.
      "SystemCallFilter=landlock_create_ruleset landlock_add_rule landlock_restrict_self",
      // What the GPU's driver may ask beyond all that is refused, and does not end the job.
      "SystemCallErrorNumber=EPERM",
      // A job that takes too much memory dies alone; the worker gives it back.
      "OOMPolicy=continue",
    ],
  });
}
