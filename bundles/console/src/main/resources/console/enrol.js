// SPDX-License-Identifier: Apache-2.0
// Enrolling a person: who, how they agreed, pictures with guidance, and the question of look-alikes.
// What is shown here outlives the redrawing of the page, because people are typing in it.
import { h, icon } from "./dom.js";
import { ask, house } from "./live.js";
import { camera, picture, station } from "./sources.js";
import { count, upper } from "./words.js";

const root = h("div", { class: "enrol" });
let filled = {}, ticket = null, eye = null, enrolled = () => {};
const back = () => h("a", { class: "back", href: "#/people" }, icon("left", 16), "People");
const button = (name, click, kind = "second", id = null) => h("button", { type: "button", class: kind, id, onclick: click }, name);

// The element that shows the enrolment; told when somebody was enrolled.
export function enrol(told) {
  enrolled = told;
  if (!root.firstChild) {
    form();
    requestAnimationFrame(() => root.querySelector("h2").focus({ preventScroll: true }));
  }
  return root;
}

// The page is left: the camera stops, and what was begun is forgotten here and on the gateway.
export function leave() {
  if (!root.firstChild) return;
  drop();
  root.replaceChildren();
  filled = {};
}

function drop() {
  if (eye) eye.stop();
  eye = null;
  if (ticket) ask(`/enrolments/${ticket}`, { method: "DELETE", keepalive: true }).catch(() => {});
  ticket = null;
}
addEventListener("pagehide", drop);

function present(title, ...rest) {
  const heading = h("h2", { tabindex: "-1" }, title);
  root.replaceChildren(back(), heading, ...rest.filter(Boolean));
  if (root.isConnected) heading.focus({ preventScroll: true });
}

export function failed(failure) {
  const found = failure.problem || { title: "The gateway does not answer", remedy: "Check that it runs, and try again." };
  const what = found.found ? upper(`${found.input}: ${found.found}.`) : `${found.title}.`;
  return h("p", { class: "error", role: "alert" }, icon("bad", 20), h("span", {}, h("strong", {}, what), ` ${found.remedy || ""}`));
}

const slug = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 63);

function field(name, label, hint, set = {}) {
  const input = h("input", { id: `enrol-${name}`, name, value: filled[name] || "", autocomplete: "off", spellcheck: "false",
    "aria-describedby": hint ? `hint-${name}` : null, ...set });
  return h("div", { class: "field" }, h("label", { for: input.id }, label), hint ? h("p", { class: "small quiet", id: `hint-${name}` }, hint) : null, input);
}

function form(failure, note) {
  const errors = h("div");
  const doors = house.doors.map((door) => h("label", { class: "check" },
    h("input", { type: "checkbox", name: "doors", value: door.id, checked: (filled.doors || []).includes(door.id) }), door.title));
  const go = async (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    filled = { ...Object.fromEntries(given), doors: given.getAll("doors") };
    errors.replaceChildren();
    try {
      await begin();
    } catch (wrong) {
      errors.replaceChildren(failed(wrong));
    }
  };
  const page = h("form", { onsubmit: go }, errors,
    field("name", "Name", null, { required: true, maxlength: 80 }),
    field("id", "Short name", "For the audit and for scripts: small letters, digits and hyphens.", { required: true, maxlength: 63, pattern: "[a-z0-9][a-z0-9\\-]*" }),
    field("unit", "Unit", "The flat or office, if there is one.", { maxlength: 80 }),
    field("code", "Personal code", "What this person enters at the door. It is not shown again.", { required: true, maxlength: 32, type: "password", autocomplete: "new-password" }),
    h("fieldset", {}, h("legend", {}, "Doors that this person may open"), doors.length ? doors : h("p", { class: "quiet" }, "There is no door yet.")),
    consent(),
    field("consent", "How consent was given", "For example: signed form 2026-01-02. Without it no picture is looked at.", { required: true, maxlength: 500 }),
    h("button", { class: "first", type: "submit" }, "Go on to the pictures"));
  const [name, id] = [page.querySelector("#enrol-name"), page.querySelector("#enrol-id")];
  name.addEventListener("input", () => { if (!id.dataset.own) id.value = slug(name.value); });
  id.addEventListener("input", () => { id.dataset.own = id.value; });
  if (failure) errors.append(failed(failure));
  if (note) errors.append(h("p", { class: "notice", role: "status" }, note));
  present("Enrol a person", page);
}

// What a person agrees to, in words that can be read to them.
function consent() {
  const used = ["READY", "DEGRADED"].includes((house.statuses.identification || {}).state);
  return h("section", { class: "consent", "aria-label": "What to tell the person" }, h("h3", {}, "What to tell the person"),
    h("p", {}, h("strong", {}, "Verification (1:1). "), "When you enter your code at a door, the camera's pictures are compared with your own templates, and with nobody else's."),
    h("p", {}, h("strong", {}, "Identification (1:N). "), used ? "This house uses it. Your face is looked for among everybody who is enrolled, without a code. That needs a legal basis which the site has recorded."
      : "This house does not use it. Were it installed, your face would be looked for among everybody who is enrolled; that needs a legal basis and asking you again."),
    h("p", {}, h("strong", {}, "What is kept. "), "Templates: numbers from which a face can be recognised. The pictures are overwritten as soon as they were looked at; keeping them is not possible yet. You can be erased at any time, and the code and the bell go on working without a face."));
}

async function begin() {
  const { name, id, unit, code, doors, consent: agreed } = filled;
  const opened = await ask("/enrolments", { method: "POST", body: JSON.stringify({ name, id, unit, code, doors, consent: agreed }) });
  ticket = opened.ticket;
  pictures(opened);
}

function pictures(opened) {
  const dots = h("ul", { class: "dots", "aria-hidden": "true" }), kept = h("p", { class: "kept" });
  const advice = h("p", { class: "advice", role: "status", "aria-live": "polite" }, "Choose where the pictures come from.");
  const errors = h("div"), results = h("ul", { class: "results" });
  const finish = button("Finish", () => complete(false), "first", "enrol-finish");
  const video = h("video", { muted: true, playsinline: true, "aria-label": "What the camera sees, as in a mirror" });
  const start = button("Start the camera", () => toggle(), "second", "enrol-camera");

  function tell(progress) {
    dots.replaceChildren(...Array.from({ length: progress.most }, (_, n) =>
      h("li", { class: n < progress.kept ? "full" : n < progress.least ? "" : "extra" })));
    const line = `${progress.kept} of ${progress.least} pictures kept` + (progress.kept >= progress.least ? `; up to ${progress.most} are taken` : "");
    if (kept.textContent !== line) kept.textContent = line;
    if (progress.last && advice.textContent !== progress.last.sentence) {
      advice.textContent = progress.last.sentence;
      advice.className = `advice${progress.last.kept ? " good" : ""}`;
    }
    finish.disabled = progress.kept < progress.least;
    if (progress.kept >= progress.most) halt();
    return progress;
  }
  function halt() {
    if (eye) eye.stop();
    start.textContent = "Start the camera";
    video.hidden = true;
  }
  // A gateway that is busy for a moment is asked again; an enrolment that is gone begins anew.
  function wrong(failure) {
    if (failure.status === 503 && eye && eye.running()) return;
    halt();
    if (!ticket) return;
    if (failure.status === 404 && failure.problem.code === "unknown-enrolment") {
      ticket = null;
      form(failure);
    } else errors.replaceChildren(failed(failure));
  }
  const guarded = async (work) => {
    errors.replaceChildren();
    try { return await work(); } catch (failure) { wrong(failure); }
    return null;
  };
  eye = camera(video, async (blob) => { try { tell(await picture(ticket, blob)); } catch (failure) { wrong(failure); } });
  const toggle = () => guarded(async () => {
    if (eye.running()) return halt();
    video.hidden = false;
    start.textContent = "Stop the camera";
    return eye.start();
  });
  const files = async (event) => {
    halt();
    results.replaceChildren();
    for (const file of event.target.files) {
      const after = await guarded(async () => tell(await picture(ticket, file)));
      if (!after) break;
      results.append(h("li", {}, icon(after.last && after.last.kept ? "good" : "warn", 16), h("span", {}, h("strong", {}, file.name), `: ${after.last ? after.last.sentence : "looked at"}`)));
    }
    event.target.value = "";
  };
  video.hidden = true;
  present(`Pictures of ${filled.name}`, h("p", {}, "Good light, one face, three to five slightly different views. No picture is stored."),
    h("div", { class: "card capture" }, video, advice, dots, kept, start), errors,
    h("section", {}, h("h3", {}, h("label", { for: "enrol-files" }, "Or send files")), h("input", { id: "enrol-files", type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp", onchange: files }), results),
    fromStation((id) => guarded(async () => { halt(); advice.textContent = "The station is being looked through."; tell(await station(ticket, id, tell)); })),
    h("div", { class: "buttons" }, finish, button("Cancel", () => { drop(); form(null, "Cancelled. Nothing was kept."); }, "second", "enrol-cancel")));
  tell(opened);
}

function fromStation(take) {
  const seeing = (house.stations || []).filter((each) => each.video);
  if (!seeing.length) return null;
  const select = h("select", { id: "enrol-station" }, seeing.map((each) => h("option", { value: each.id }, each.title)));
  const go = button("Take them there", async () => { go.disabled = true; await take(select.value); go.disabled = false; }, "second", "enrol-take");
  return h("section", {}, h("h3", {}, h("label", { for: "enrol-station" }, "Or take them at a door station")),
    h("p", { class: "small quiet" }, "A panel that sends pictures only while somebody is at the door needs its bell pressed, without a code. It takes up to half a minute."), h("div", { class: "inline" }, select, go));
}

async function complete(accept) {
  if (eye) eye.stop();
  try {
    const person = await ask(`/enrolments/${ticket}/finish`, { method: "POST", body: JSON.stringify({ acceptLookAlike: accept }) });
    ticket = null;
    filled = {};
    present(`${person.name} is enrolled`, h("p", { class: "done good" }, icon("good", 24, "good"), `${count(person.templates, "template", "templates")} in memory until the gateway restarts.`),
      h("div", { class: "buttons" }, button("Enrol somebody else", () => form(), "first")));
    enrolled();
  } catch (failure) {
    refused(failure);
  }
}

// Why it was not finished, and the way on from there.
function refused(failure) {
  const code = failure.problem && failure.problem.code;
  const cancel = button("Cancel the enrolment", () => { drop(); form(null, "Cancelled. Nothing was kept."); });
  const again = button("Take all pictures again", async () => { drop(); try { await begin(); } catch (wrong) { form(wrong); } }, "first");
  if (code === "look-alike") {
    present("Are these two people?", h("p", { class: "question", role: "alert" }, icon("warn", 24, "warn"), `This is ${failure.problem.found}.`),
      h("p", {}, "The faces are near enough that a door could one day take one for the other, as with twins or siblings. Look at both of them. If they are two people, enrol; the audit notes that you said so. Where a code is asked for, each of them still needs their own."),
      h("div", { class: "buttons" }, button("They are two people: enrol", () => complete(true), "first"), cancel));
  } else present("Not enrolled", failed(failure), h("div", { class: "buttons" }, code === "face-enrolled" ? null : again, button("Try to finish again", () => complete(false)), cancel));
}
