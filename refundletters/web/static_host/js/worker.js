// The engine's side: Python, the app, and the browser's storage, away from the page.
import { LOCK as PACKAGES, PACKS, SIZES } from "./files.mjs";
import { mount, unpacked } from "./mount.mjs";

const KEPT = "/kept";
const IN_BROWSER = "refundletters.web.static_host.in_browser";
const TURN = "refundletters-cases";
const ENGINE = "pyodide.asm.wasm";
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

const counted = (response, name, most) => {
  let size = 0;
  const count = new TransformStream({
    transform(part, controller) {
      size += part.length;
      tell("progress", { share: Math.min(1, size / SIZES[name]) * most });
      controller.enqueue(part);
    },
  });
  return response.body.pipeThrough(count);
};

// Packs of the languages that the browser names come at once, others when a file of theirs is read.
const packs = new Map();
const bringAhead = async (language) => {
  const name = language.split(/[-,_]/)[0];
  const wanted = PACKS.filter((pack) => pack.startsWith(`${name}-`));
  await Promise.all(
    wanted.map(async (pack) => {
      const response = await fetched(`${pack}.bin`);
      packs.set(pack, new Uint8Array(await response.arrayBuffer()));
    }),
  );
};

const bring = (pack) => {
  if (packs.has(pack)) return packs.get(pack);
  const request = new XMLHttpRequest();
  request.open("GET", `${base}${pack}.bin`, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${pack}: ${request.status}`);
  return new Uint8Array(request.response);
};

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

// The engine fetches its own wasm; it is given the one that was asked for and checked.
const load = async () => {
  const asked = globalThis.fetch;
  const [engine, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    fetched(ENGINE, "application/wasm"),
    import("./pyodide.mjs"),
    import("./pyodide.asm.mjs"),
  ]);
  globalThis.fetch = (address, ...more) =>
    String(address) === base + ENGINE ? Promise.resolve(engine) : asked(address, ...more);
  const loaded = await loadPyodide({
    createPyodideModule,
    indexURL: base,
    stdLibURL: `${base}library.zip`,
    lockFileContents: PACKAGES,
    env: { HOME: "/home", XDG_CACHE_HOME: "/app/cache", REFUNDLETTERS_HOME: KEPT },
  });
  globalThis.fetch = asked;
  tell("progress", { share: 70 });
  return loaded;
};

const start = async ({ language }) => {
  const program = fetched("program.bin").then((response) => unpacked(counted(response, "program.bin", 50)));
  const [engine, archive] = await Promise.all([load(), program, bringAhead(language)]);
  python = engine;
  mount(python.FS, archive, "/app", bring);
  await openStorage();
  tell("progress", { share: 80 });
  python.runPython("import sys; sys.path.insert(0, '/app')");
  python.pyimport(`${IN_BROWSER}.compiled_ahead`).use("/app/compiled-ahead");
  const { Host } = python.pyimport(`${IN_BROWSER}.host`);
  host = Host(KEPT, language);
  tell("ready", { keeps });
};

// Two tabs share the storage: each request reads it, works, and writes it, alone.
const answer = async ({ id, method, path, type, body }) =>
  navigator.locks.request(TURN, async () => {
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
