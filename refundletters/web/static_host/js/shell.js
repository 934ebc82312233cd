// Shows what the app in the worker answers: links and forms become requests to it, nothing else does.
import { Engine } from "./engine.js";
import { LANGUAGES } from "./files.mjs";

// Keeping the folder waits until the first message may be written, in milliseconds.
const CALM = 3000;

const root = new URL("../", import.meta.url);
const engine = new Engine(new URL("worker.js", import.meta.url));
const panel = document.getElementById("engine");
const note = document.getElementById("engine-note");

// An address of the app stands behind the hash, so that every host that serves files will do.
const address = () => (location.hash.startsWith("#/") ? location.hash.slice(1) : "/");
const isOurs = (url) => url.origin === location.origin && url.protocol.startsWith("http");
const pathOf = (url) => url.pathname + url.search;

const text = (bytes) => new TextDecoder().decode(bytes);

const sent = async (method, path, body) => {
  if (!body) return engine.ask(method, path);
  const packed = new Response(body);
  return engine.ask(method, path, packed.headers.get("content-type"), await packed.arrayBuffer());
};

const save = ({ headers, content }) => {
  const stated = headers["content-disposition"];
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(stated)?.[1] ?? "file");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: headers["content-type"] }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const show = (answer, anchor = "") => {
  const page = new DOMParser().parseFromString(text(answer.content), "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.body.replaceChildren(...page.body.childNodes, panel);
  scrollTo(0, 0);
  const focus = document.getElementById("problems") ?? document.getElementById("main");
  focus.focus({ preventScroll: true });
  if (anchor) document.getElementById(anchor.slice(1))?.scrollIntoView();
};

const request = async (method, path, body) => {
  if (!engine.ready) {
    panel.hidden = false;
    note.textContent = panel.dataset.wait;
  }
  const [asked, anchor] = [path.split("#")[0], path.slice(path.split("#")[0].length)];
  try {
    const answer = await sent(method, asked, body);
    if (answer.headers["content-disposition"]) return save(answer);
    const [found, place = ""] = answer.address.split(/(?=#)/);
    if (method === "GET" || found !== asked) {
      if (found !== address()) history.pushState(null, "", `#${found}`);
    }
    show(answer, place || anchor);
  } catch (error) {
    panel.hidden = false;
    note.textContent = `${panel.dataset.failed} (${error.message})`;
  }
};

// The letter carries a style of its own, which the policy allows only through the object model.
const onPaper = async (path) => {
  const tab = open(new URL("paper.html", root), "_blank");
  const [answer] = await Promise.all([
    engine.ask("GET", path),
    new Promise((resolve) => tab.addEventListener("load", resolve, { once: true })),
  ]);
  // Cut out before the rest is parsed, which would complain about it.
  const [before, style = "", after = ""] = text(answer.content).split(/<\/?style>/);
  const letter = new DOMParser().parseFromString(before + after, "text/html");
  const sheet = new tab.CSSStyleSheet();
  sheet.replaceSync(style);
  const there = tab.document;
  there.title = letter.title;
  there.documentElement.lang = letter.documentElement.lang;
  there.documentElement.dir = letter.documentElement.dir;
  there.body.className = letter.body.className;
  there.body.replaceChildren(...letter.body.childNodes);
  there.adoptedStyleSheets = [sheet];
};

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || link.href.startsWith("blob:")) return;
  const url = new URL(link.href);
  if (link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    const target = document.getElementById(url.hash.slice(1));
    target?.scrollIntoView();
    target?.focus();
  } else if (isOurs(url)) {
    event.preventDefault();
    if (link.target === "_blank") onPaper(pathOf(url));
    else request("GET", pathOf(url) + url.hash);
  }
});

addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  const url = new URL(event.submitter?.getAttribute("formaction") ?? form.getAttribute("action"), location.origin);
  const data = new FormData(form, event.submitter);
  if (form.method === "get") {
    request("GET", `${url.pathname}?${new URLSearchParams(data)}`);
  } else {
    const isPlain = form.enctype !== "multipart/form-data";
    request("POST", pathOf(url), isPlain ? new URLSearchParams(data) : data);
  }
});

addEventListener("popstate", () => request("GET", address()));

// What the page's own script asks for goes the same way.
globalThis.refundletters = {
  fetch: async (where, { method = "GET", body } = {}) => {
    const answer = await sent(method, pathOf(new URL(where, location.origin)), body);
    const response = new Response(answer.status === 204 ? null : answer.content, {
      status: answer.status,
      headers: answer.headers,
    });
    Object.defineProperty(response, "url", { value: new URL(answer.address, location.origin).href });
    return response;
  },
  moved: (path) => history.replaceState(null, "", `#${path}`),
};

engine.addEventListener("progress", ({ detail }) => {
  document.getElementById("engine-bar").value = detail;
});
engine.addEventListener("ready", async ({ detail: keeps }) => {
  document.documentElement.dataset.engine = "ready";
  note.textContent = keeps ? panel.dataset.ready : panel.dataset.unkept;
  panel.classList.add("is-ready");
  panel.hidden = keeps;
  await resume();
  setTimeout(keepForOffline, CALM);
});

const keepForOffline = async () => {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(new URL("sw.js", root));
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready";
};
engine.addEventListener("failed", ({ detail }) => {
  panel.hidden = false;
  document.getElementById("engine-detail").textContent = detail;
  document.getElementById("engine-failed").hidden = false;
  document.getElementById("engine-failed").focus();
});
panel.addEventListener("click", (event) => {
  if (event.target.id !== "engine-again") return;
  document.getElementById("engine-failed").hidden = true;
  engine.start();
});

// The first page is there already; what it lacks are the cases that this browser keeps.
const resume = async () => {
  if (address() !== "/") {
    await request("GET", address());
    return;
  }
  const answer = await engine.ask("GET", "/");
  const page = new DOMParser().parseFromString(text(answer.content), "text/html");
  const cases = page.querySelector(".resume");
  const begin = document.querySelector("form.begin");
  if (cases && begin && !document.querySelector(".resume")) begin.before(cases);
};

// The first page in the language of the browser, where the folder has it.
const translated = async () => {
  const [language] = navigator.language.split("-");
  const here = document.documentElement.lang.split("-")[0];
  if (language === here || !LANGUAGES.includes(language)) return;
  const response = await fetch(new URL(`start/${language}.html`, root));
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  // What was chosen meanwhile stays chosen.
  for (const { name, value } of document.querySelectorAll("input:checked")) {
    page.querySelector(`input[name="${name}"][value="${value}"]`)?.setAttribute("checked", "");
  }
  const inner = page.getElementById("engine");
  Object.assign(panel.dataset, inner.dataset);
  panel.querySelector("label").textContent = inner.querySelector("label").textContent;
  document.getElementById("engine-failed").replaceWith(inner.querySelector("#engine-failed"));
  inner.remove();
  document.body.replaceChildren(...page.body.childNodes, panel);
};

translated();
import("./page.js");
engine.start();
