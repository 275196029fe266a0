// SPDX-License-Identifier: Apache-2.0
// "Not this person": says that a visitor was taken for somebody else, after asking once more.
import { h, icon } from "./dom.js";
import { ask, changed } from "./live.js";

const asked = { visit: null, noted: new Set(), problem: null };

function turn(visit, focus) {
  asked.visit = visit;
  asked.problem = null;
  changed();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const next = document.getElementById(focus);
    if (next) next.focus({ preventScroll: true });
  }));
}

async function note(id) {
  try {
    await ask(`/visits/${encodeURIComponent(id)}/not-this-person`, { method: "POST" });
    asked.noted.add(id);
    turn(null, "not-noted");
  } catch (failure) {
    asked.problem = failure.problem || { title: "The gateway does not answer", remedy: "Try again." };
    changed();
  }
}

export function correction(visit) {
  const who = visit.claimedName || (visit.decision && visit.decision.person) || "this person";
  const button = (id, name, kind, click) => h("button", { id, type: "button", class: kind, onclick: click }, name);
  if (asked.noted.has(visit.id)) {
    return h("p", { class: "notice good", id: "not-noted", tabindex: "-1", role: "status" }, icon("good", 16), `Noted. Faces like this one are no longer taken for ${who}.`);
  }
  if (asked.visit !== visit.id) return button("not-this", "Not this person", "second small", () => turn(visit.id, "not-yes"));
  const escape = (event) => { if (event.key === "Escape") turn(null, "not-this"); };
  return h("div", { class: "confirm", role: "group", "aria-labelledby": "not-title", onkeydown: escape },
    h("strong", { id: "not-title" }, `Was this somebody else than ${who}?`),
    h("p", { class: "small" }, `The face that was seen is kept as one that is not ${who}, until ${who} is erased. The door stays as it is, and the audit notes it.`),
    asked.problem ? h("p", { class: "notice bad", role: "alert" }, icon("bad", 16), `${asked.problem.found || asked.problem.title}. ${asked.problem.remedy || ""}`) : null,
    h("div", { class: "buttons" }, button("not-yes", "Yes, somebody else", "first small", () => note(visit.id)), button("not-no", "Leave it", "second small", () => turn(null, "not-this"))));
}
