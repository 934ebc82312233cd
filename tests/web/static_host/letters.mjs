// Writes letters inside the engine of a built page: node letters.mjs PAGE TASKS RESULTS
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [app, tasks, results] = process.argv.slice(2).map((name) => path.resolve(name));
const { loadPyodide } = await import(pathToFileURL(path.join(app, "pyodide.mjs")));
const here = import.meta.dirname;
try {
  const python = await loadPyodide({
    indexURL: app,
    stdLibURL: path.join(app, "library.zip"),
    env: { HOME: "/home", XDG_CACHE_HOME: "/app/cache" },
  });
  python.unpackArchive(new Uint8Array(readFileSync(path.join(app, "program.zip"))), "zip", { extractDir: "/app" });
  python.FS.writeFile("/tmp/written.py", readFileSync(path.join(here, "..", "..", "support", "written.py")));
  const write = python.runPython(`
import sys
sys.path[:0] = ["/app", "/tmp"]
import written
written.all_of
`);
  writeFileSync(results, write(readFileSync(tasks, "utf-8")));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
