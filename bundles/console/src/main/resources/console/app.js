// SPDX-License-Identifier: Apache-2.0
// Where the page begins: log-in, the rail, and which view is shown.
import { h, icon, show } from "./dom.js";
import { enrol, leave } from "./enrol.js";
import { connect, house, logIn, logOut, start } from "./live.js";
import { people, refresh } from "./people.js";
import * as views from "./views.js";
import { tick } from "./words.js";

const $ = (id) => document.getElementById(id);
const PAGES = { now: "Now", visits: "Visits", people: "People", features: "Features", health: "Health" };
let drawn = "", planned = false;

function route() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { page: PAGES[page] ? page : "now", rest };
}

function rail(page) {
  const open = house.visits.filter((visit) => !visit.closedAt).length;
  return [h("span", { class: "mark" }, h("img", { src: "icon.svg", width: 32, height: 32, alt: "Vestibule" })),
    Object.entries(PAGES).map(([key, name]) => h("a", { href: `#/${key}`, "aria-current": key === page ? "page" : null }, icon(key, 22), name,
      key === "now" && open ? h("span", { class: "count", "aria-label": `${open} open` }, open) : null)),
    h("span", { class: "push" }), h("button", { id: "out", type: "button", onclick: logOut }, icon("out", 22), "Log out")];
}

function detail(page, rest) {
  if (page === "now" || page === "visits") {
    const id = rest[0] || views.newest();
    return id ? views.visit(id, page) : null;
  }
  if (page === "people") return rest[0] === "enrol" ? enrol(refresh) : null;
  return page === "features" && rest.length === 2 ? views.feature(rest[0], rest[1]) : null;
}

function draw() {
  planned = false;
  if (!house.ready || $("login")) return;
  const { page, rest } = route(), pane = detail(page, rest);
  const main = { now: () => views.now(rest[0] || views.newest()), visits: () => views.visits(rest[0] || views.newest()), people: () => people(views.head("People")),
    features: () => views.features(), health: () => views.health() }[page]();
  $("app").className = `app${pane ? " has-detail" : ""}${rest.length ? " page-detail" : ""}`;
  show($("rail"), rail(page));
  show($("main"), main);
  if (page !== "people" || rest[0] !== "enrol") leave();
  // What somebody is typing in stays as it is.
  if (!pane || pane.parentNode !== $("detail")) show($("detail"), pane);
  document.title = `${PAGES[page]} \u00B7 Vestibule`;
  const place = location.hash;
  if (drawn && drawn !== place) {
    scrollTo(0, 0);
    $("detail").scrollTop = 0;
    if (rest.length && !matchMedia("(min-width: 1120px)").matches) $("detail").focus({ preventScroll: true });
  }
  drawn = place || "#/";
}

function plan() {
  if (!planned) {
    planned = true;
    requestAnimationFrame(draw);
  }
}

function login(problem) {
  house.ready = false;
  leave();
  const error = h("p", { class: "error", role: "alert" });
  const say = (found) => error.replaceChildren(icon("bad", 20), `${found.title}. ${found.remedy || ""}`);
  const input = h("input", { id: "token", type: "password", autocomplete: "current-password", required: true, spellcheck: "false" });
  const enter = async (event) => {
    event.preventDefault();
    try {
      await logIn(input.value.trim());
      $("main").replaceChildren();
      connect();
    } catch (failure) {
      say(failure.problem || { title: "The gateway does not answer", remedy: "Check that it runs, and try again." });
      input.select();
    }
  };
  $("app").className = "app logged-out";
  show($("main"), h("form", { class: "card login", id: "login", onsubmit: enter },
    h("img", { src: "icon.svg", width: 48, height: 48, alt: "" }), h("h1", {}, "Vestibule"),
    h("p", { class: "quiet" }, "Enter the operator's token. The gateway made it at its first start; it lies on the gateway in the file ", h("code", {}, "secrets/operator.token"), " in its data folder."),
    h("label", { for: "token" }, "Token"), input, error, h("button", { type: "submit" }, "Log in")));
  if (problem) say(problem);
  input.focus();
}

async function begin() {
  const token = /^#token=(.+)$/.exec(location.hash);
  let problem = null;
  if (token) {
    history.replaceState(null, "", "/");
    problem = await logIn(decodeURIComponent(token[1])).catch((failure) => failure.problem);
  }
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  addEventListener("hashchange", plan);
  setInterval(tick, 5000);
  start({ change: plan, login: (found) => login(found || problem),
    bell: (visit) => $("bell").replaceChildren(h("p", {}, visit.rang.text)) });
}

begin();
