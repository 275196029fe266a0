// SPDX-License-Identifier: Apache-2.0
// The forms in front of the house: log-in by name or by the box's token, and making the first owner.
import { h, icon } from "./dom.js";
import { logIn, setUp } from "./live.js";

const SILENT = { title: "The gateway does not answer", remedy: "Check that it runs, and try again." };
const ASKS = { "login-refused": "Name or password is not right.", "second-factor-needed": "Enter the six digits of your authenticator, or a recovery code.",
  "second-factor-wrong": "That code is not right, or it was used before.", "setup-code-wrong": "That code is not right. The first start of the gateway printed it." };

export const field = (id, label, set = {}, hint = null) => [h("label", { for: id }, label), hint ? h("p", { class: "small quiet", id: `${id}-hint` }, hint) : null,
  h("input", { id, required: true, spellcheck: "false", autocapitalize: "none", "aria-describedby": hint ? `${id}-hint` : null, ...set })];
export const said = (found) => ASKS[found.code] || `${found.title}. ${found.remedy || ""}`;

// A form that sends what was typed; `send` gets the values by id.
function form(title, rows, name, send, done, more) {
  const error = h("p", { class: "error", role: "alert" });
  const say = (found) => error.replaceChildren(icon("bad", 20), said(found));
  const enter = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...element.querySelectorAll("input")].map((input) => [input.id, input.value]));
    try {
      await send(values);
      done();
    } catch (failure) {
      const found = failure.problem || SILENT;
      if (found.code === "second-factor-needed") element.querySelector("[data-second]").classList.remove("gone");
      say(found);
      (element.querySelector("[data-second]:not(.gone) input") || element.querySelector("input[type=password]") || element.querySelector("input")).focus();
    }
  };
  const element = h("form", { class: "card login", id: "login", onsubmit: enter }, h("img", { src: "icon.svg", width: 48, height: 48, alt: "" }),
    h("h1", {}, title), rows, error, h("button", { type: "submit" }, name), more);
  return { element, say };
}

export function byName(done, other) {
  return form("Vestibule", [...field("name", "Name", { autocomplete: "username", maxlength: 128 }), ...field("password", "Password", { type: "password", autocomplete: "current-password" }),
    h("div", { class: "gone", "data-second": "" }, field("second", "Second factor", { required: false, autocomplete: "one-time-code", inputmode: "numeric" }))], "Log in",
  (typed) => logIn({ name: typed.name.trim(), password: typed.password, secondFactor: typed.second.trim() || null }), done,
  h("p", { class: "small quiet" }, h("a", { href: "#", onclick: other }, "Log in with the token of the box")));
}

export function byToken(done, other) {
  return form("Vestibule", [h("p", { class: "quiet" }, "The token of the box lies on the gateway in the file ", h("code", {}, "secrets/operator.token"), " in its data folder. It counts on the gateway itself only."),
    ...field("token", "Token", { type: "password", autocomplete: "off" })], "Log in", (typed) => logIn({ token: typed.token.trim() }), done,
  h("p", { class: "small quiet" }, h("a", { href: "#", onclick: other }, "Log in by name and password")));
}

export function owner(code, done, other) {
  return form("Whose gateway is this?", [h("p", { class: "quiet" }, "It belongs to nobody yet. Make the account of its owner, on the gateway itself, with the code that its first start printed."),
    ...field("code", "One-time code", { value: code, autocomplete: "off" }), ...field("name", "Name", { autocomplete: "username", maxlength: 128 }),
    ...field("password", "Password", { type: "password", autocomplete: "new-password", minlength: 12 }, "At least 12 characters.")], "Make the owner",
  (typed) => setUp({ code: typed.code.trim(), name: typed.name.trim(), password: typed.password }), done,
  h("p", { class: "small quiet" }, h("a", { href: "#", onclick: other }, "Log in with the token of the box")));
}
