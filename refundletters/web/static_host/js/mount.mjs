// Lays an archive out in the engine's file system; `in_browser/archive.py` writes it.

export const unpacked = async (stream) =>
  new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

// Files of a pack have name and size at once; the first one that is read brings the pack.
export const mount = (FS, archive, root, bring) => {
  const begin = 4 + new DataView(archive.buffer, archive.byteOffset).getUint32(0);
  const { files, packs } = JSON.parse(new TextDecoder().decode(archive.subarray(4, begin)));
  const content = archive.subarray(begin);
  const made = new Set();
  for (const { node, from, to } of laid(FS, root, files, made)) node.contents = content.subarray(from, to);
  for (const [name, listed] of Object.entries(packs)) {
    let pack;
    for (const { node, from, to } of laid(FS, root, listed, made)) {
      later(node, () => (pack ??= brought(FS, bring, name)).subarray(from, to));
    }
  }
};

function* laid(FS, root, files, made) {
  let from = 0;
  for (const [name, size] of files) {
    const path = `${root}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    const node = FS.create(path, 0o644);
    node.usedBytes = size;
    yield { node, from, to: from + size };
    from += size;
  }
}

const later = (node, read) => {
  const keep = (value) =>
    Object.defineProperty(node, "contents", { value, writable: true, configurable: true, enumerable: true });
  Object.defineProperty(node, "contents", {
    configurable: true,
    enumerable: true,
    set: keep,
    get() {
      const value = read();
      keep(value);
      return value;
    },
  });
};

// Python is told that the file cannot be read, and says so to the person.
const brought = (FS, bring, name) => {
  try {
    return bring(name);
  } catch {
    throw new FS.ErrnoError(29);
  }
};
