// The page's side of the engine: starts the worker, watches over it, and asks it.

const QUIET_SECONDS = 45;

export class Engine extends EventTarget {
  #worker;
  #waiting = new Map();
  #next = 0;
  #timer;
  #queue = [];
  ready = false;

  constructor(address) {
    super();
    this.address = address;
  }

  // What is asked meanwhile is answered once the engine is there.
  start() {
    const lacking = this.#lacking();
    if (lacking) return this.#failed(lacking);
    this.#worker?.terminate();
    this.#worker = new Worker(this.address, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#told(data);
    this.#worker.onerror = (event) => this.#failed(event.message || "worker");
    this.#worker.postMessage({ kind: "start", language: navigator.languages.join(",") });
    this.#wait();
  }

  ask(method, path, type = "", body = new ArrayBuffer(0)) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      const request = { kind: "ask", id, method, path, type, body };
      if (this.ready) this.#worker.postMessage(request);
      else this.#queue.push(request);
    });
  }

  // The engine may stay silent for ever where something blocks it, so the page sets a limit.
  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#failed(`${QUIET_SECONDS} s`), QUIET_SECONDS * 1000);
  }

  #lacking() {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (!navigator.locks) return "Web Locks";
    return typeof indexedDB === "undefined" ? "IndexedDB" : "";
  }

  #told(data) {
    if (data.kind === "progress") {
      this.#wait();
      this.dispatchEvent(new CustomEvent("progress", { detail: data.share }));
    } else if (data.kind === "ready") {
      clearTimeout(this.#timer);
      this.ready = true;
      for (const request of this.#queue.splice(0)) this.#worker.postMessage(request);
      this.dispatchEvent(new CustomEvent("ready", { detail: data.keeps }));
    } else if (data.kind === "answer") {
      this.#settle(data.id)?.resolve(data);
    } else if (this.ready) {
      this.#settle(data.id)?.reject(new Error(data.detail));
    } else {
      this.#failed(data.detail);
    }
  }

  #settle(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #failed(detail) {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.dispatchEvent(new CustomEvent("failed", { detail }));
  }
}
