// What a page does better with a script; everything works without one.

// Where the app runs inside the browser, requests and addresses are the affair of that host.
const host = globalThis.refundletters ?? {
  fetch: (address, options) => fetch(address, options),
  moved: (path) => history.replaceState(null, "", path),
};

const announce = (text) => {
  document.getElementById("announce").textContent = text;
};

const sent = (address, form) =>
  host.fetch(address, {
    method: "POST",
    body: new URLSearchParams(form),
    credentials: "same-origin",
  });

// The understood value is read back as soon as a field is left.
const readBack = async (field) => {
  const form = field.closest("form");
  const place = document.getElementById(`${field.id}-understood`);
  if (!form?.dataset.understandAt || !place) return;
  place.textContent = "";
  if (!field.value.trim() || field.value === field.defaultValue) return;
  const response = await sent(form.dataset.understandAt, {
    key: field.name,
    [field.name]: field.value,
  });
  if (!response.ok) return;
  const { understood = "", error = "" } = await response.json();
  place.textContent = error || understood;
  place.classList.toggle("is-wrong", Boolean(error));
};

const copy = async (button) => {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    source.closest("details").open = true;
    source.select();
    document.execCommand("copy");
  }
  announce(button.dataset.done);
  button.textContent = button.dataset.done;
  await sent(button.dataset.note, {});
};

// The message follows its settings without a new page.
const refresh = async (form) => {
  const response = await host.fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    credentials: "same-origin",
  });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const place of ["live", "mind-title"]) {
    const fresh = page.getElementById(place);
    const here = document.getElementById(place);
    if (fresh && here) {
      const [target, source] = place === "live" ? [here, fresh] : [here.parentElement, fresh.parentElement];
      target.replaceChildren(...source.childNodes);
    }
  }
  if (response.ok) {
    const address = new URL(response.url);
    host.moved(address.pathname + address.search);
    for (const other of document.querySelectorAll("form[action*='/letters/']")) {
      const place = new URL(other.action);
      if (!place.pathname.endsWith("/sent")) other.action = place.pathname + address.search;
    }
  }
};

document.documentElement.classList.add("scripted");
document.getElementById("problems")?.focus();

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-understand]")) readBack(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) copy(button);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-live]");
  if (form) refresh(form);
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.language[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("dragover", (event) => {
  const place = event.target.closest?.("[data-drop]");
  if (!place) return;
  event.preventDefault();
  place.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
  event.target.closest?.("[data-drop]")?.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  const place = event.target.closest?.("[data-drop]");
  if (!place) return;
  event.preventDefault();
  place.classList.remove("is-over");
  place.querySelector("input[type=file]").files = event.dataTransfer.files;
});
