// Writes letters inside the engine of a built page: node letters.mjs PAGE TASKS RESULTS
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [app, tasks, results] = process.argv.slice(2).map((name) => path.resolve(name));
const { loadPyodide } = await import(pathToFileURL(path.join(app, "pyodide.mjs")));
const here = import.meta.dirname;
try {
  const { LOCK } = await import(pathToFileURL(path.join(app, "files.mjs")));
  const { mount, unpacked } = await import(pathToFileURL(path.join(app, "mount.mjs")));
  const python = await loadPyodide({
    indexURL: app,
    stdLibURL: path.join(app, "library.zip"),
    lockFileContents: LOCK,
    env: { HOME: "/home", XDG_CACHE_HOME: "/app/cache" },
  });
  const bytes = (name) => new Uint8Array(readFileSync(path.join(app, name)));
  const archive = await unpacked(new Blob([bytes("program.bin")]).stream());
  mount(python.FS, archive, "/app", (pack) => bytes(`${pack}.bin`));
  python.FS.writeFile("/tmp/written.py", readFileSync(path.join(here, "..", "..", "support", "written.py")));
  const write = python.runPython(`
import sys
sys.path[:0] = ["/app", "/tmp"]
from refundletters.web.static_host.in_browser import compiled_ahead
compiled_ahead.use("/app/compiled-ahead")
import written
written.all_of
`);
  writeFileSync(results, write(readFileSync(tasks, "utf-8")));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
