// SPDX-License-Identifier: Apache-2.0
// The pages, drawn from the house as it is known.
import { correction } from "./correct.js";
import { h, icon, state } from "./dom.js";
import { doors, silent } from "./doors.js";
import { listening } from "./listen.js";
import { house } from "./live.js";
import { BUDGET_MS, bundleOf, causeOf, count, decisionOf, endOf, exactly, faceOf, lengthOf, modelOf, ms, outcomeOf, paths,
  plain, span, stateOf, storyOf, when } from "./words.js";

const title = (id) => (house.doors.find((door) => door.id === id) || { title: plain(id) }).title;
const open = () => house.visits.filter((visit) => !visit.closedAt);
const empty = (what, how) => h("div", { class: "empty" }, h("strong", {}, what), h("p", {}, how));
export const head = (text) => h("div", { class: "head" }, h("h1", {}, text),
  h("span", { class: "live" }, icon(house.connected ? "good" : "going", 16, house.connected ? "good" : "going"),
    house.connected ? "Live" : "Connecting again; what you see may be old"));
const section = (name, ...rest) => h("section", {}, h("h2", {}, name), ...rest);
const back = (to, name) => h("a", { class: "back", href: to }, icon("left", 16), name);

const RANK = { UNAVAILABLE: 0, DEGRADED: 1, STARTING: 2, STOPPED: 3, READY: 4 };
const statuses = () => Object.entries(house.statuses)
  .sort(([a, x], [b, y]) => RANK[x.state] - RANK[y.state] || a.localeCompare(b));

function verdict() {
  const all = statuses(), bad = all.filter(([, status]) => RANK[status.state] < 3);
  if (!all.length) return ["going", "No part has reported yet", "Parts report within seconds of their start."];
  const ready = all.filter(([, status]) => status.state === "READY").length, off = all.length - ready;
  if (!bad.length) return ["good", `All ${ready} parts in use are ready`,
    "Each has shown it by a real exchange." + (off ? ` ${off} switched off.` : "")];
  const [name, status] = bad[0];
  return [stateOf(status)[0], `${bad.length} of ${all.length} parts are not ready`, `${name}: ${status.sentence}`];
}

function visitRow(visit, page, selected) {
  const [tone, sentence] = storyOf(visit);
  const under = [title(visit.door), visit.transcript ? `\u201C${visit.transcript}\u201D`
    : visit.faceReason || (visit.decision && visit.decision.reason) || visit.id].join(" \u00B7 ");
  return h("li", {}, h("a", { class: "row", href: `#/${page}/${visit.id}`, "aria-current": selected === visit.id ? "true" : null },
    icon(tone, 20, tone),
    h("span", { class: "what" }, sentence), when(visit.openedAt), h("span", { class: "more" }, under)));
}

const visitList = (visits, page, selected) => h("ul", { class: "list" }, visits.map((visit) => visitRow(visit, page, selected)));

function bell(visit) {
  const urgent = visit.rang ? visit.rang.urgent : visit.decision.urgent;
  const text = visit.rang ? visit.rang.text : visit.decision.reason;
  return h("a", { class: `bell${urgent ? " urgent" : ""}`, href: `#/now/${visit.id}` }, icon("bell", 32),
    h("span", {}, h("strong", {}, `The bell rings at ${title(visit.door)}`), h("span", { class: "small" }, text)));
}

export function now(selected) {
  const ringing = open().filter((visit) => visit.rang || (visit.decision && visit.decision.type === "Ring"));
  const [tone, line, more] = verdict();
  const closed = house.visits.filter((visit) => visit.closedAt).slice(0, 5);
  return [head("Now"), silent(), ringing.map(bell),
    h("a", { class: "card summary", href: "#/health" }, icon(tone, 24, tone),
      h("span", {}, h("strong", {}, line), h("span", { class: "quiet small" }, more))),
    section("Doors", house.doors.length
      ? doors()
      : empty("No door yet", "A door appears here when its file org.vestibule.door-NAME.cfg lies in etc.")),
    section("At the door", open().length ? visitList(open(), "now", selected)
      : empty("Nobody is at a door", "When somebody presses a bell, the visit appears here while it happens.")),
    closed.length ? section("Before that", visitList(closed, "now", selected)) : null];
}

export const visits = (selected) => [head("Visits"), house.visits.length
  ? visitList(house.visits, "visits", selected)
  : empty("No visit yet", "Every press of a bell becomes a story here: who, what was seen and said, what was decided, and how long it took.")];

export const newest = () => (open()[0] || house.visits[0] || {}).id;

export function visit(id, page) {
  const found = house.visits.find((candidate) => candidate.id === id);
  if (!found) return [back(`#/${page}`, plain(page)), empty("This visit is not here any more", "The page shows the last 50 visits. Older ones are in the audit.")];
  const [tone, sentence] = storyOf(found);
  const took = found.closedAt ? (new Date(found.closedAt) - new Date(found.openedAt)) / 1000 : null;
  return h("article", { class: "story" }, back(`#/${page}`, plain(page)),
    state(found.closedAt ? ["calm", "Ended"] : ["going", "At the door"], true),
    h("h2", { class: tone === "bad" ? "bad" : "" }, sentence),
    listening(found),
    h("dl", { class: "facts" },
      fact("When", [when(found.openedAt), ", ", exactly(found.openedAt)]), fact("Where", `${title(found.door)}, station ${found.station}`),
      fact("Who", found.claimedName ? `${found.claimedName}, by code` : "No code was entered"),
      fact("Presses", found.presses), took === null ? null : fact("Lasted", `${took.toFixed(1)} s`), fact("Visit", h("code", {}, found.id))),
    why(found), falls(found));
}

const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
const reason = (name, ...rest) => h("li", {}, h("h3", {}, name), h("div", {}, ...rest));

const calledBy = (decision) => decision.type === "Ring" && decision.audience && decision.audience !== "RESIDENTS"
  ? h("p", { class: "small" }, `Called: ${plain(decision.audience).toLowerCase()}`)
  : decision.type === "Direct" ? h("p", { class: "small" }, "Nobody was called. Whoever presses again is put through.") : null;

function why(visit) {
  const { decision, triage, outcome } = visit;
  const rows = [
    decision && reason("Decision", state(decisionOf(decision), true), h("p", {}, decision.reason), calledBy(decision), decision.question && h("p", { class: "small" }, `Asked: ${decision.question}`)),
    outcome && reason("Door", state(outcomeOf(outcome), true), h("p", {}, outcome.sentence)),
    visit.face && reason("Face", state(faceOf(visit.face), true), h("p", {}, visit.faceReason),
      visit.challenge ? h("p", { class: "small" }, `Asked to: ${plain(visit.challenge).toLowerCase()}`) : null, visit.face === "known" ? correction(visit) : null),
    visit.prompt && reason("Told", h("p", {}, plain(visit.prompt))),
    visit.transcript && reason("Said", h("blockquote", {}, visit.transcript)),
    triage && reason("Intent", h("p", {}, h("strong", {}, plain(triage.label || triage.intent)), `, ${Math.round(triage.confidence * 100)} % sure`), meter(triage.confidence),
      h("p", { class: "small quiet" }, triage.reason, triage.model ? ` (${triage.model})` : "")),
    (visit.degraded || []).length && reason("Missing", visit.degraded.map((line) => h("p", { class: "notice" }, icon("warn", 16), line))),
  ].filter(Boolean);
  return section("Why", rows.length ? h("ul", { class: "list why" }, rows) : empty("Nothing is known yet", "What is seen, heard and decided appears here as it happens."));
}

function meter(share) {
  const bar = h("i");
  bar.style.width = `${Math.round(share * 100)}%`;
  return h("div", { class: "meter", "aria-hidden": "true" }, bar);
}

function falls(visit) {
  const { seen, spoken, begin, micros, earlier } = paths(visit);
  if (!seen.length && !spoken.length) return null;
  const total = ms(micros), opened = visit.outcome && visit.outcome.type === "Opened";
  const inside = micros <= BUDGET_MS * 1000;
  return [seen.length ? section(opened ? `From the picture to the door: ${total} ms` : `What was seen took ${total} ms`,
    h("p", { class: "small quiet" }, opened ? `${inside ? "Inside" : "Over"} the budget of ${BUDGET_MS} ms.` : `The budget to an open door is ${BUDGET_MS} ms.`,
      earlier ? ` ${count(earlier, "stage", "stages")} before this picture not drawn.` : ""),
    waterfall(seen, begin, BUDGET_MS * 1000, opened)) : null,
  spoken.length ? section(`What was said took ${ms(lengthOf(spoken))} ms`, waterfall(spoken, spoken[0].startMicros, 0, false)) : null];
}

function waterfall(stages, begin, budget, opened) {
  const whole = Math.max(endOf(stages) - begin, budget * 1.06, 1);
  const place = (element, at, property = "left") => { element.style[property] = `${(at / whole) * 100}%`; return element; };
  const rows = stages.map((stage) => {
    const bar = place(place(h("i", { class: opened && stage.stage === "relay" ? "last" : "" }), stage.startMicros - begin), stage.durationMicros, "width");
    return h("tr", {}, h("td", { title: stage.stage }, plain(stage.stage)), h("td", {}, h("div", { class: "track" }, bar, budget ? place(h("b"), budget) : null)),
      h("td", { class: "num wide" }, ms(stage.startMicros - begin)), h("td", { class: "num" }, ms(stage.durationMicros)));
  });
  const axis = h("div", { class: "axis" }, h("span", {}, "0"), budget ? place(h("span", { class: "limit" }, "500 ms budget"), budget) : null);
  return h("div", { class: "fall" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Stage"), h("th", { scope: "col" }, axis),
    h("th", { scope: "col", class: "num wide" }, "Starts, ms"), h("th", { scope: "col", class: "num" }, "Takes, ms"))), h("tbody", {}, rows)));
}

export function features(selected) {
  return [head("Features"), h("div", { class: "columns" },
    section("Models", h("p", { class: "quiet small" }, "One pack serves each slot; the others stand by."), house.models.length ? table(
      ["Pack", "State", ["Release", "num wide"], ["Signer", "wide"], ["Licence", "wide"]], house.models.map(modelRow))
      : empty("No model pack yet", "Packs appear here when they lie in the folder models. Run ./vestibule models to fetch them.")),
    section("Bundles", h("p", { class: "quiet small" }, "Each feature is a bundle of its own, replaced while the doors go on working."), house.bundles.length ? table(
      ["Bundle", ["Version", "num"], "State", ["Updated", "num wide"]], house.bundles.map((bundle) => bundleRow(bundle, selected)))
      : empty("No bundle of the house", "Bundles appear here when a feature is installed.")))];
}

const table = (names, rows) => h("div", { class: "table" }, h("table", {}, h("thead", {}, h("tr", {}, names.map((name) =>
  Array.isArray(name) ? h("th", { scope: "col", class: name[1] }, name[0]) : h("th", { scope: "col" }, name)))), h("tbody", {}, rows)));

const modelRow = (model) => h("tr", {},
  h("td", {}, h("a", { href: `#/features/model/${encodeURIComponent(model.id)}` }, model.name), h("br"), h("span", { class: "quiet small" }, `${plain(model.slot)} ${model.version}`, h("span", { class: "narrow" }, `, ${model.licence}`)),
    model.problem ? h("p", { class: "notice bad" }, icon("bad", 16), "Has a problem") : null,
    model.notice ? h("p", { class: "notice" }, icon("warn", 16), "Origin or licence unclear") : null),
  h("td", {}, state(modelOf(model), true)), h("td", { class: "num wide" }, model.release),
  h("td", { class: "wide" }, model.signer || "None"), h("td", { class: "wide" }, model.licence));

const bundleRow = (bundle) => h("tr", {}, h("td", {}, h("a", { href: `#/features/bundle/${bundle.shortName}` }, bundle.shortName)),
  h("td", { class: "num" }, bundle.version), h("td", {}, state(bundleOf(bundle), true)), h("td", { class: "num wide" }, when(bundle.updated)));

export function feature(kind, name) {
  const found = kind === "model" ? house.models.find((model) => model.id === name) : house.bundles.find((bundle) => bundle.shortName === name);
  if (!found) return [back("#/features", "Features"), empty("Not here any more", "It was removed while you were reading.")];
  const page = kind === "model" ? model(found) : bundle(found);
  return h("article", { class: "story" }, back("#/features", "Features"), page);
}

const model = (model) => [state(modelOf(model), true), h("h2", {}, model.name), h("p", {}, model.task),
  model.problem ? h("p", { class: "notice bad" }, icon("bad", 16), model.problem) : null,
  h("dl", { class: "facts" }, fact("Version", model.version), fact("Release", model.release),
    fact("Signer", model.signer || "None"), fact("May be activated until", exactly(model.expires)), fact("Slot", plain(model.slot)), fact("Family", model.family), fact("In use by", count(model.leases, "request", "requests")),
    (model.languages || []).length ? fact("Languages", model.languages.join(", ")) : null, fact("Licence", model.licence),
    fact("Commercial use", { yes: "Permitted", no: "Not permitted", unknown: "Not known: ask before you sell" }[model.commercialUse] || model.commercialUse)),
  compared(model),
  model.notice ? section("What is unclear", h("p", { class: "notice" }, icon("warn", 16), model.notice)) : null];

// What was found beside another model, newest first; the words are those of the gateway.
function compared(model) {
  const found = (house.comparisons || []).filter((each) => each.other === model.id || each.serving === model.id);
  return found.length ? section("Compared on the same requests", h("ul", { class: "list why" }, found.map((each) =>
    reason(plain(each.phase), h("p", {}, each.sentence), h("p", { class: "small quiet" },
      `${each.other} beside ${each.serving}, ${count(each.compared, "request", "requests")}, since ${exactly(each.since)}`))))) : null;
}

const bundle = (bundle) => [state(bundleOf(bundle), true), h("h2", {}, bundle.shortName), h("p", {}, bundle.description || ""),
  h("dl", { class: "facts" }, fact("Version", bundle.version), fact("Updated", [when(bundle.updated), ", ", exactly(bundle.updated)]), fact("Name", h("code", {}, bundle.name)))];

export function health() {
  const [tone, line] = verdict();
  const rows = statuses().map(([name, status]) => h("li", {}, h("div", { class: "row" }, icon(stateOf(status)[0], 20, stateOf(status)[0]),
    h("span", {}, h("span", { class: "what" }, name), "\u2003", h("span", { class: `small ${stateOf(status)[0]}` }, stateOf(status)[1], causeOf(status) ? `, ${causeOf(status).toLowerCase()}` : "")),
    when(status.since), h("span", { class: "more" }, status.sentence))));
  return [head("Health"), h("div", { class: "card summary" }, icon(tone, 24, tone), h("strong", {}, line)), h("div", { class: "columns" },
    section("Parts", rows.length ? h("ul", { class: "list" }, rows) : empty("No part has reported yet", "Parts report within seconds of their start.")),
    section("Gateway", h("dl", { class: "facts" }, fact("Version", house.gateway.version), fact("Running for", span(house.gateway.uptimeSeconds || 0)),
      fact("Enrolled", count(house.people, "person", "people")), fact("Doors", house.doors.length))))];
}
