// Keeps one version of the folder, whole, so that the page works without a connection.
const VERSION = "app-VERSION";
const FILES = [];

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(FILES))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("app-") && name !== VERSION))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(url.pathname.includes(`/${VERSION}/`) ? ofVersion(request) : ofFolder(request));
});

const kept = async (request) => (await caches.open(VERSION)).match(request, { ignoreSearch: true });

const ofFolder = async (request) => (await kept(request)) ?? fetch(request);

// The browser's own cache comes first: with a file from there it keeps the compiled engine as well.
const ofVersion = async (request) => {
  try {
    const found = await fetch(request, { cache: "force-cache" });
    return found.ok ? found : ((await kept(request)) ?? found);
  } catch {
    return (await kept(request)) ?? Response.error();
  }
};
