// SPDX-License-Identifier: Apache-2.0
// Runs the tests of what the page computes, by node's own runner: node test/run.mjs
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url)), out = mkdtempSync(join(tmpdir(), "vestibule-page-"));
const names = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
try {
  await build({
    entryPoints: names.map((name) => join(here, name)), outdir: out, outExtension: { ".js": ".mjs" }, bundle: true,
    platform: "node", format: "esm", target: "node18", logLevel: "warning",
  });
  // A zone with summer time: days have 23, 24 and 25 hours there.
  const run = spawnSync(process.execPath, ["--test", ...names.map((name) => join(out, name.replace(/\.ts$/, ".mjs")))],
    { cwd: join(here, ".."), stdio: "inherit", env: { ...process.env, TZ: "Europe/Berlin" } });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
