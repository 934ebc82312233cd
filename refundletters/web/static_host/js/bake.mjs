// Builds inside the engine itself, in Node: node bake.mjs STAGE OUT
import { pathToFileURL } from "node:url";
import path from "node:path";

const [stage, out] = process.argv.slice(2).map((name) => path.resolve(name));
const engine = path.join(stage, "engine", "package");
const { loadPyodide } = await import(pathToFileURL(path.join(engine, "pyodide.mjs")));
const python = await loadPyodide({
  indexURL: engine,
  env: { HOME: "/home", XDG_CACHE_HOME: "/app/cache", REFUNDLETTERS_HOME: "/kept" },
});
for (const [name, place] of [["/stage", stage], ["/out", out]]) {
  python.FS.mkdirTree(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: place }, name);
}
try {
  await python.runPythonAsync(`
import sys
from pathlib import Path
sys.path.insert(0, "/stage/app/refundletters/web/static_host/in_browser")
import archive, bake, compiled_ahead

bake.pack_library(Path("/stage/engine/package/python_stdlib.zip"), Path("/tmp"), Path("/out/library.zip"))
bake.compile_tree(Path("/stage/app"), Path("/app"))
sys.path[0] = "/app"
notes = compiled_ahead.Notes()
Path("/kept").mkdir()
await bake.warm(Path("/kept"), Path("/out/pages"))
notes.write(Path("/app/compiled-ahead"))
Path("/out/packs").mkdir()
archive.write_archive(Path("/app"), Path("/out/program.bin"), Path("/out/packs"))
`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
