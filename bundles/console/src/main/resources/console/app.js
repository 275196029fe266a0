// SPDX-License-Identifier: Apache-2.0
// Where the page begins: log-in, the rail, and which view is shown.
import { h, icon, show } from "./dom.js";
import { enrol, leave } from "./enrol.js";
import { account, forget } from "./account.js";
import { connect, house, logIn, logOut, may, start } from "./live.js";
import { byName, byToken, owner } from "./login.js";
import { letGo, pressing } from "./doors.js";
import { forgetPasses, giving, leavePass } from "./passes.js";
import { people, refresh } from "./people.js";
import * as views from "./views.js";
import { tick } from "./words.js";

const $ = (id) => document.getElementById(id);
const PAGES = { now: "Now", visits: "Visits", people: "People", features: "Features", health: "Health", account: "Account" };
const NEEDS = { now: "see-house", visits: "see-visits", people: "see-people", features: "see-house", health: "see-house" };
let drawn = "", planned = false, code = "";

const pages = () => Object.entries(PAGES).filter(([key]) => !NEEDS[key] || may(NEEDS[key]));

function route() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { page: pages().some(([key]) => key === page) ? page : pages()[0][0], rest };
}

function rail(page) {
  const open = house.visits.filter((visit) => !visit.closedAt).length + house.silent.length;
  return [h("span", { class: "mark" }, h("img", { src: "icon.svg", width: 32, height: 32, alt: "Vestibule" })),
    pages().map(([key, name]) => h("a", { href: `#/${key}`, "aria-current": key === page ? "page" : null }, icon(key, 22), name,
      key === "now" && open ? h("span", { class: "count", "aria-label": `${open} open` }, open) : null)),
    h("span", { class: "push" }), h("button", { id: "out", type: "button", onclick: logOut }, icon("out", 22), "Log out")];
}

function detail(page, rest) {
  if (page === "now" || page === "visits") {
    const id = rest[0] || views.newest();
    return id ? views.visit(id, page) : null;
  }
  if (page === "people") return rest[0] === "enrol" ? enrol(refresh) : rest[0] === "pass" && may("change-rights") ? giving() : null;
  return page === "features" && rest.length === 2 ? views.feature(rest[0], rest[1]) : null;
}

function draw() {
  planned = false;
  if (!house.ready || $("login") || pressing()) return;
  const { page, rest } = route(), pane = detail(page, rest);
  const main = { now: () => views.now(rest[0] || views.newest()), visits: () => views.visits(rest[0] || views.newest()), people: () => people(views.head("People")),
    features: () => views.features(), health: () => views.health(), account: () => account(views.head("Account")) }[page]();
  $("app").className = `app${pane ? " has-detail" : ""}${rest.length ? " page-detail" : ""}`;
  show($("rail"), rail(page));
  if (!(main instanceof Node) || main.parentNode !== $("main")) show($("main"), main);
  if (page !== "people" || rest[0] !== "enrol") leave();
  if (page !== "people" || rest[0] !== "pass") leavePass();
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

function login(problem, owned = true, kind = code || !owned ? "owner" : "name") {
  house.ready = false;
  leave();
  letGo();
  forgetPasses();
  forget();
  $("bell").replaceChildren();
  $("news").replaceChildren();
  const done = () => {
    code = "";
    $("main").replaceChildren();
    connect();
  };
  const other = (next) => (event) => { event.preventDefault(); login(null, true, next); };
  const { element, say } = { owner: () => owner(code, done, other("token")), name: () => byName(done, other("token")), token: () => byToken(done, other("name")) }[kind]();
  $("app").className = "app logged-out";
  show($("main"), element);
  if (problem) say(problem);
  element.querySelector("input:not([value])").focus();
}

async function begin() {
  const given = /^#(token|setup)=(.+)$/.exec(location.hash);
  let problem = null;
  if (given) {
    history.replaceState(null, "", "/");
    const secret = decodeURIComponent(given[2]);
    if (given[1] === "setup") code = secret;
    else problem = await logIn({ token: secret }).then(() => null, (failure) => failure.problem);
  }
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  addEventListener("hashchange", plan);
  setInterval(tick, 5000);
  start({ change: plan, login: (found, owned) => login(found || problem, owned),
    bell: (visit) => $("bell").replaceChildren(h("p", {}, visit.rang.text)) });
}

begin();
