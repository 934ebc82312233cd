// The engine's side: Python, the app, and the browser's storage, away from the page.
import { loadPyodide } from "./pyodide.mjs";

const KEPT = "/kept";
const LOCK = "refundletters-cases";
const base = new URL("./", import.meta.url).href;

let python;
let host;
let keeps = true;

const tell = (kind, more = {}) => postMessage({ kind, ...more });

// The engine waits for ever for a file that is missing or has the wrong type.
const fetched = async (name, type) => {
  const response = await fetch(base + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const found = response.headers.get("content-type") ?? "";
  if (type && !found.startsWith(type)) throw new Error(`${name}: ${found || "no type"}`);
  return response;
};

const counted = async (response, from, to) => {
  const whole = sizes[response.url.slice(base.length)];
  const parts = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    tell("progress", { share: from + (to - from) * Math.min(1, size / whole) });
  }
  return new Blob(parts).arrayBuffer();
};

let sizes = {};

const stored = (inward) =>
  new Promise((resolve, reject) => {
    if (!keeps) return resolve();
    python.FS.syncfs(inward, (error) => (error ? reject(error) : resolve()));
  });

const openStorage = async () => {
  python.FS.mkdirTree(KEPT);
  python.FS.mount(python.FS.filesystems.IDBFS, {}, KEPT);
  try {
    await stored(true);
  } catch {
    // A private window may refuse its storage; the page works until it is closed.
    keeps = false;
    python.FS.unmount(KEPT);
  }
};

const start = async ({ language, files }) => {
  sizes = files;
  const program = fetched("program.zip").then((response) => counted(response, 5, 50));
  const engine = await fetched("pyodide.asm.wasm", "application/wasm");
  await counted(engine, 50, 60);
  tell("progress", { share: 60 });
  python = await loadPyodide({
    indexURL: base,
    stdLibURL: `${base}library.zip`,
    env: { HOME: "/home", XDG_CACHE_HOME: "/app/cache", REFUNDLETTERS_HOME: KEPT },
  });
  tell("progress", { share: 80 });
  python.unpackArchive(await program, "zip", { extractDir: "/app" });
  await openStorage();
  tell("progress", { share: 90 });
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const { Host } = python.pyimport("refundletters.web.static_host.in_browser.host");
  host = Host(KEPT, language);
  tell("ready", { keeps });
};

// Two tabs share the storage: each request reads it, works, and writes it, alone.
const answer = async ({ id, method, path, type, body }) =>
  navigator.locks.request(LOCK, async () => {
    await stored(true);
    const result = await host.answer(method, path, type, python.toPy(new Uint8Array(body)).tobytes());
    const [status, address, headers, content] = result.toJs({ dict_converter: Object.fromEntries });
    result.destroy();
    await stored(false);
    postMessage({ kind: "answer", id, status, address, headers, content }, [content.buffer]);
  });

let turn = Promise.resolve();
onmessage = ({ data }) => {
  const work = data.kind === "start" ? () => start(data) : () => answer(data);
  turn = turn.then(work).catch((error) => {
    tell("failed", { id: data.id, detail: String(error.message ?? error).trim().split("\n").at(-1) });
  });
};
