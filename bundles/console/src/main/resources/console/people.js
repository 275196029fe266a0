// SPDX-License-Identifier: Apache-2.0
// The people of the house, and the operating point that decides whose face is whose.
import { h, icon, state } from "./dom.js";
import { ask, changed, house } from "./live.js";
import { passes } from "./passes.js";
import { count, exactly, plain, when } from "./words.js";

const FRESH_MS = 15000;
const PROOFS = { PROVEN: ["good", "Proven"], NOT_PROVABLE: ["warn", "Not provable with this data"],
  MISSED: ["bad", "Missed on this data"],
  NO_COHORT: ["bad", "No data: the model\u2019s own threshold"], CONFIGURED: ["warn", "Set by a person"] };
const known = { people: null, points: null, asked: 0, count: -1 };

// Asks anew; what is shown stays until the answer is here.
export async function refresh() {
  known.asked = Date.now();
  known.count = house.people;
  const asked = (path) => ask(path).catch((failure) => ({ problem: failure.problem || { title: "The gateway does not answer" } }));
  [known.people, known.points] = await Promise.all([asked("/people"), asked("/faces/operating-points")]);
  changed();
}

const empty = (what, how) => h("div", { class: "empty" }, h("strong", {}, what), h("p", {}, how));
const skeleton = () => h("div", { class: "skeleton", "aria-label": "Loading" }, h("i"), h("i"));
const section = (name, ...rest) => h("section", {}, h("h2", {}, name), ...rest);

export function people(head) {
  if (Date.now() - known.asked > FRESH_MS || known.count !== house.people) refresh();
  return [head, h("p", { class: "buttons" }, h("a", { class: "first", href: "#/people/enrol" }, icon("plus", 20), "Enrol a person")),
    section("Enrolled", h("p", { class: "quiet small" }, "Erasing somebody is ordered by REST or in the shell; it ends with a receipt."), shown(known.people, list)), passes(known.people),
    section("Operating point", h("p", { class: "quiet small" }, "How alike two faces must be, and what that is worth: a false accept is counted for each attempt of a stranger."), shown(known.points, points))];
}

function shown(answer, draw) {
  if (!answer) return skeleton();
  return answer.problem ? empty(answer.problem.title, answer.problem.remedy || "Try again in a moment.") : draw(answer);
}

const title = (id) => (house.doors.find((door) => door.id === id) || { title: plain(id) }).title;

const list = (all) => (all.length ? h("ul", { class: "list" }, all.map((person) => h("li", {}, h("div", { class: "row" }, icon("people", 20),
  h("span", { class: "what" }, person.name), h("span", { class: "small quiet" }, person.unit ? `Unit ${person.unit}` : ""),
  h("span", { class: "more" }, [person.doors.map(title).join(", ") || "No door", count(person.templates, "template", "templates"), person.id].join(" \u00B7 "))))))
  : empty("Nobody is enrolled yet", "Enrol a person, and their face opens the doors that they may open, together with their code."));

const points = (all) => (all.length ? all.map(point)
  : empty("No threshold was needed yet", "The point appears here with the first face that is compared."));

const digits = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 2 });
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const rate = (value) => (value === undefined ? "Not known" : value > 0 ? `1 in ${digits.format(1 / value)}` : "None seen");
const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];

function point(each) {
  const { cohort } = each, data = cohort.people > 0;
  const proof = PROOFS[each.proof] || ["calm", plain(each.proof)];
  return h("article", { class: "card point" }, h("h3", {}, `${each.space}, ${count(each.comparisons, "comparison", "comparisons")} an attempt`), state(proof, true),
    h("p", {}, each.sentence), data ? scale(each) : null,
    h("dl", { class: "facts" }, fact("Target", `at most ${rate(each.targetFar)} attempts of strangers is accepted`), fact("Threshold", `cosine above ${each.threshold.toFixed(3)}`),
      fact("Estimate", rate(each.estimatedFar)), fact("95 % bound", each.upperFar === undefined ? "Not known" : `not more than ${rate(each.upperFar)}`),
      each.provableFar === undefined ? null : fact("This data can prove", `${rate(each.provableFar)} at best`),
      data ? [fact("People (n)", whole.format(cohort.people)), fact("Pairs", whole.format(cohort.pairs)), fact("Worth", `${whole.format(cohort.effectivePairs)} independent pairs`)] : null,
      fact("Strangers are", data ? cohort.origin : "Nobody: there is no cohort for this model"), fact("Derived", [when(each.derivedAt), ", ", exactly(each.derivedAt)])));
}

// The estimate with its bound beside the target, from one in ten million to one in one.
function scale(each) {
  const place = (value) => `${Math.max(0, Math.min(100, ((Math.log10(value) + 7) / 7) * 100))}%`;
  const bar = h("i"), mark = h("b"), estimate = h("u");
  bar.style.width = place(each.upperFar);
  mark.style.left = place(each.targetFar);
  if (each.estimatedFar > 0) estimate.style.left = place(each.estimatedFar);
  return h("figure", { class: "scale", "aria-hidden": "true" }, h("div", { class: each.upperFar <= each.targetFar ? "in" : "" }, bar, each.estimatedFar > 0 ? estimate : null, mark),
    h("figcaption", { class: "small quiet" }, h("span", {}, "1 in 10 million"), h("span", {}, "1 in 1"), h("span", {}, "Bar: 95 % bound. Dot: estimate. Line: target. The scale is logarithmic.")));
}
