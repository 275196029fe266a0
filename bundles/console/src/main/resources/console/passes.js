// SPDX-License-Identifier: Apache-2.0
// Visitors' passes: which can be used, ending one, and giving one. Its number and its picture are
// shown once, until the pane is left; what is typed here outlives the redrawing of the page.
import { h, icon, state } from "./dom.js";
import { failed } from "./enrol.js";
import { ask, changed, house, may } from "./live.js";
import { count, exactly, passOf, plain } from "./words.js";

const FRESH_MS = 15000, AGAIN_MS = 6000, DAY_MS = 86400000;
const root = h("div", { class: "enrol" });
const NOTHING = { passes: null, asked: 0, ending: null, problem: null };
const known = { ...NOTHING };

async function refresh() {
  known.asked = Date.now();
  known.passes = await ask("/passes").catch((failure) => ({ problem: failure.problem || { title: "The gateway does not answer" } }));
  changed();
}

const title = (id) => (house.doors.find((door) => door.id === id) || { title: plain(id) }).title;
const empty = (what, how) => h("div", { class: "empty" }, h("strong", {}, what), h("p", {}, how));
const nameOf = (people, id) => ((Array.isArray(people) && people.find((person) => person.id === id)) || { name: id }).name;

// The list, for whoever may see rights.
export function passes(people) {
  if (!may("see-rights")) return null;
  if (Date.now() - known.asked > FRESH_MS) refresh();
  const all = known.passes, live = Array.isArray(all) ? all.filter((pass) => ["VALID", "WAITING"].includes(pass.state)) : [];
  return h("section", {}, h("h2", {}, "Visitors\u2019 passes"),
    h("p", { class: "quiet small" }, "A number and a QR code that open some doors for a while, on behalf of somebody who may open them."),
    may("change-rights") ? h("p", { class: "buttons" }, h("a", { class: "second", href: "#/people/pass" }, icon("plus", 20), "Give a pass")) : null,
    known.problem ? failed(known.problem) : null,
    !all ? h("div", { class: "skeleton", "aria-label": "Loading" }, h("i"), h("i"))
      : all.problem ? empty(all.problem.title, all.problem.remedy || "Try again in a moment.")
        : live.length ? h("ul", { class: "list" }, live.map((pass) => row(pass, people))) : empty("No pass can be used now", "Give a pass, and it appears here until it is used up or over."));
}

function row(pass, people) {
  const facts = [`For ${nameOf(people, pass.host)}`, pass.doors.map(title).join(", "), `used ${pass.used} of ${pass.uses}`,
    pass.state === "WAITING" ? `from ${exactly(pass.from)}` : null, `until ${exactly(pass.until)}`];
  return h("li", {}, h("div", { class: "row" }, icon(passOf(pass)[0], 20, passOf(pass)[0]),
    h("span", {}, h("span", { class: "what" }, pass.label || "Pass"), " ", state(passOf(pass), true)),
    may("change-rights") ? h("button", { id: `end-${pass.id}`, type: "button", class: "second small", onclick: () => end(pass),
      "aria-label": `${known.ending === pass.id ? "Press again to end" : "End"} the pass ${pass.label || pass.id}` }, known.ending === pass.id ? "Press again to end" : "End") : null,
    h("span", { class: "more" }, facts.filter(Boolean).join(" \u00B7 "))));
}

// It cannot be undone, so it takes two presses.
async function end(pass) {
  known.problem = null;
  if (known.ending !== pass.id) {
    known.ending = pass.id;
    setTimeout(() => { if (known.ending === pass.id) { known.ending = null; changed(); } }, AGAIN_MS);
    return changed();
  }
  known.ending = null;
  await ask(`/passes/${encodeURIComponent(pass.id)}`, { method: "DELETE" }).catch((failure) => { known.problem = failure; });
  return refresh();
}

// The pane in which a pass is given.
export function giving() {
  if (!root.firstChild) {
    present("Give a visitor\u2019s pass", h("div", { class: "skeleton", "aria-label": "Loading" }, h("i"), h("i")));
    ask("/people").then((people) => root.firstChild && form(people), (failure) => present("Give a visitor\u2019s pass", failed(failure)));
    requestAnimationFrame(() => root.querySelector("h2").focus({ preventScroll: true }));
  }
  return root;
}

// The pane is left, and with it the number goes.
export const leavePass = () => root.replaceChildren();

// Somebody else may log in: the list is not theirs.
export function forgetPasses() {
  leavePass();
  Object.assign(known, NOTHING);
}

function present(heading, ...rest) {
  const named = h("h2", { tabindex: "-1" }, heading);
  root.replaceChildren(h("a", { class: "back", href: "#/people" }, icon("left", 16), "People"), named, ...rest);
  if (root.isConnected) named.focus({ preventScroll: true });
}

const local = (moment) => new Date(moment - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
const field = (name, label, hint, set) => h("div", { class: "field" }, h("label", { for: `pass-${name}` }, label),
  hint ? h("p", { class: "small quiet", id: `pass-${name}-hint` }, hint) : null,
  h("input", { id: `pass-${name}`, name, autocomplete: "off", "aria-describedby": hint ? `pass-${name}-hint` : null, ...set }));

function form(people) {
  const errors = h("div");
  const boxes = house.doors.map((door) => h("label", { class: "check" }, h("input", { type: "checkbox", name: "doors", value: door.id, checked: house.doors.length === 1 }), door.title));
  const go = async (event) => {
    event.preventDefault();
    const given = new FormData(event.target), moment = (name) => new Date(given.get(name)).toISOString();
    errors.replaceChildren();
    try {
      issued(people, await ask("/passes", { method: "POST", body: JSON.stringify({ host: given.get("host"), label: given.get("label"), doors: given.getAll("doors"),
        from: given.get("from") ? moment("from") : null, until: moment("until"), uses: Number(given.get("uses")) }) }));
      refresh();
    } catch (wrong) {
      errors.replaceChildren(failed(wrong));
    }
  };
  present("Give a visitor\u2019s pass", people.length ? h("form", { onsubmit: go }, errors,
    h("div", { class: "field" }, h("label", { for: "pass-host" }, "On whose behalf"), h("p", { class: "small quiet", id: "pass-host-hint" }, "The pass opens what they may open, and ends with them."),
      h("select", { id: "pass-host", name: "host", "aria-describedby": "pass-host-hint" }, people.map((person) => h("option", { value: person.id }, person.unit ? `${person.name}, unit ${person.unit}` : person.name)))),
    field("label", "What for", "For example: Plumber.", { maxlength: 80 }),
    h("fieldset", {}, h("legend", {}, "Doors that it opens"), boxes.length ? boxes : h("p", { class: "quiet" }, "There is no door yet.")),
    field("from", "From", "Empty: from now on.", { type: "datetime-local" }), field("until", "Until", null, { type: "datetime-local", required: true, value: local(Date.now() + DAY_MS) }),
    field("uses", "How often it may be used", null, { type: "number", required: true, min: 1, max: 1000, value: 1 }),
    h("button", { class: "first", type: "submit" }, "Give the pass")) : empty("Nobody is enrolled yet", "A pass is given on behalf of somebody who lives or works here."));
}

function issued(people, { pass, number, svg }) {
  const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
  present(pass.label ? `Pass: ${pass.label}` : "The pass",
    h("p", { class: "notice noprint", role: "status" }, icon("warn", 16), "Print it or pass it on now: the number and the picture are not shown again."),
    h("div", { class: "card pass" }, h("p", { class: "number", "aria-label": `Number ${[...number].join(" ")}` }, number.replace(/(.{4})(?=.)/g, "$1 ")), picture(svg),
      h("p", { class: "small" }, "Enter the number at the keypad, or hold the picture before the camera of the door."),
      h("dl", { class: "facts" }, fact("Doors", pass.doors.map(title).join(", ")), fact("From", exactly(pass.from)), fact("Until", exactly(pass.until)),
        fact("Good for", count(pass.uses, "use", "uses")), fact("Host", nameOf(people, pass.host)))),
    h("div", { class: "buttons noprint" }, h("button", { type: "button", class: "first", onclick: () => print() }, "Print"), h("a", { class: "second", href: "#/people" }, "Done")));
}

// Draws the gateway's picture anew: only outlines and their colours are taken from it.
function picture(svg) {
  const given = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, space = "http://www.w3.org/2000/svg";
  const own = document.createElementNS(space, "svg");
  const set = { viewBox: given.getAttribute("viewBox"), class: "qr", role: "img", "aria-label": "QR code of the pass", "shape-rendering": "crispEdges" };
  for (const [name, value] of Object.entries(set)) own.setAttribute(name, value);
  for (const line of given.querySelectorAll("path")) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", line.getAttribute("d"));
    path.setAttribute("fill", line.getAttribute("fill") || "#000");
    own.append(path);
  }
  return own;
}
