// SPDX-License-Identifier: Apache-2.0
// One's own account, and what the gateway holds of oneself. What is shown here outlives the redrawing
// of the page, because people are typing in it.
import { h, icon } from "./dom.js";
import { ask, changed, house, logOut, may } from "./live.js";
import { field, said } from "./login.js";
import { exactly, plain } from "./words.js";

const root = h("div", { class: "account" });
let of = "", mine = null, texts = [];

export function account(head) {
  const now = JSON.stringify(house.caller);
  if (of !== now) {
    of = now;
    mine = null;
    draw(head);
    if (may("own-data") && house.caller.person) load(head);
  }
  return root;
}

export const forget = () => { of = ""; root.replaceChildren(); };

async function load(head) {
  [mine, texts] = await Promise.all([ask("/me"), ask("/me/consent-texts")]).catch((failure) => [{ problem: failure.problem }, []]);
  draw(head);
  changed();
}

const section = (name, ...rest) => h("section", {}, h("h2", {}, name), ...rest);
const button = (name, click, kind = "second") => h("button", { type: "button", class: kind, onclick: click }, name);
const line = () => h("p", { class: "small", role: "status" });

function draw(head) {
  const person = house.caller.kind === "PERSON";
  root.replaceChildren(head, section("Who you are", h("dl", { class: "facts" }, h("dt", {}, "Name"), h("dd", {}, house.caller.subject),
    h("dt", {}, "Roles"), h("dd", {}, house.caller.grants.map(role).join("; ") || "None"))),
  mine ? own(head) : "", person ? password() : h("p", { class: "quiet" }, "You came with the token of the box. It has no password and no second factor."),
  person ? secondFactor() : "",
  section("Sessions", h("p", { class: "buttons" }, button("Log out here", logOut), person ? button("Log out everywhere", everywhere) : null)));
}

const role = (grant) => `${plain(grant.role)}${grant.doors.length + grant.stations.length ? ` at ${[...grant.doors, ...grant.stations].join(", ")}` : ""}`;

async function everywhere() {
  await ask("/account/sessions", { method: "DELETE" }).catch(() => {});
  logOut();
}

// A small form: what it asks for, and what is said when it went well.
function sent(rows, name, send) {
  const news = line();
  const form = h("form", { class: "field", onsubmit: async (event) => {
    event.preventDefault();
    try {
      const typed = Object.fromEntries([...form.querySelectorAll("input")].map((input) => [input.id, input.value]));
      news.replaceChildren(await send(typed) || "");
      form.reset();
    } catch (failure) {
      news.replaceChildren(said(failure.problem || { title: "The gateway does not answer" }));
    }
  } }, rows, h("p", { class: "buttons" }, h("button", { type: "submit", class: "second" }, name)), news);
  return form;
}

const password = () => section("Password", sent([h("input", { class: "unseen", autocomplete: "username", value: house.caller.subject, readonly: true, tabindex: -1, "aria-hidden": "true" }), ...field("before", "Password now", { type: "password", autocomplete: "current-password" }),
  ...field("password", "New password", { type: "password", autocomplete: "new-password", minlength: 12 }, "At least 12 characters. All your sessions end."),
  ...field("second", "Second factor, if you have one", { required: false, autocomplete: "one-time-code", inputmode: "numeric" })], "Change password", async (typed) => {
  await ask("/account/password", { method: "PUT", body: JSON.stringify({ before: typed.before, password: typed.password, secondFactor: typed.second || null }) });
  logOut();
}));

function secondFactor() {
  const place = h("div", {});
  const begin = async () => {
    try {
      const { address } = await ask("/account/second-factor", { method: "POST" });
      const secret = new URL(address).searchParams.get("secret") || "";
      place.replaceChildren(h("p", {}, "Enter this key in your authenticator, or open it there with the link:"), h("p", {}, h("code", {}, secret.replace(/(.{4})/g, "$1 ").trim())),
        h("p", { class: "small" }, h("a", { href: address }, "Open in the authenticator")),
        sent(field("code", "The six digits that it shows", { inputmode: "numeric", autocomplete: "one-time-code" }), "Turn on", async (typed) => {
          const { recoveryCodes } = await ask("/account/second-factor/confirm", { method: "POST", body: JSON.stringify({ code: typed.code.trim() }) });
          place.replaceChildren(h("p", {}, "The second factor is on. Keep these recovery codes; each is good once, and they are not shown again."), h("pre", {}, recoveryCodes.join("\n")));
          return "";
        }));
    } catch (failure) {
      place.replaceChildren(h("p", { class: "small" }, said(failure.problem || { title: "The gateway does not answer" })));
    }
  };
  return section("Second factor", h("p", { class: "quiet small" }, "A code of six digits from an app (TOTP), asked for at each log-in."), h("p", { class: "buttons" }, button("Set up", begin)), place);
}

function own(head) {
  if (mine.problem) return section("Your data", h("p", { class: "quiet" }, said(mine.problem)));
  const held = mine.consents.filter((each) => each.inForce).map((each) => each.purpose);
  const rows = [...new Set(texts.map((text) => text.purpose))].map((purpose) => consent(head, purpose, held.includes(purpose)));
  const news = line();
  const erase = sent(field("confirm", `Type ${mine.person ? mine.person.name : mine.id} to be erased`, { autocomplete: "off" }), "Erase me", async (typed) => {
    if (typed.confirm.trim() !== (mine.person ? mine.person.name : mine.id)) return "That is not the name.";
    const { tenancy } = await ask("/me/erasure", { method: "POST" });
    const when = tenancy[0] && tenancy[0].erasedAfter;
    return when ? `Every way in has ended. You will be erased on ${exactly(when)}; until then the manager can undo it.` : "Every way in has ended, and you will be erased.";
  });
  return h("div", {}, section("Your consent", rows.length ? h("ul", { class: "list" }, rows) : h("p", { class: "quiet" }, "This site asks for none."), news),
    section("Your data", h("p", { class: "buttons" }, h("a", { class: "second", href: "/api/me/copy", download: "" }, icon("features", 20), "Download a copy")), erase));
}

function consent(head, purpose, given) {
  const text = texts.find((each) => each.purpose === purpose && each.language === "en") || texts.find((each) => each.purpose === purpose);
  const news = line();
  const turn = async (signature) => {
    try {
      await (given ? ask(`/me/consents/${purpose}`, { method: "DELETE" })
        : ask("/me/consents", { method: "POST", body: JSON.stringify({ purpose, textVersion: text.version, language: text.language, signature }) }));
      await load(head);
    } catch (failure) {
      news.replaceChildren(said(failure.problem || { title: "The gateway does not answer" }));
    }
  };
  return h("li", {}, h("h3", {}, `${plain(purpose)}: ${given ? "given" : "not given"}`), h("details", {}, h("summary", {}, "What it says"), h("p", {}, text.body)),
    given ? h("p", { class: "buttons" }, button("Take it back", () => turn(""))) : sent(field(`sign-${purpose}`, "Your name, as your signature", { autocomplete: "name" }), "Agree", (typed) => turn(typed[`sign-${purpose}`])), news);
}
