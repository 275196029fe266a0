// SPDX-License-Identifier: Apache-2.0
// Hearing a visitor while the visit is open. Nothing is kept, and the audit notes who listened.
import { h, icon } from "./dom.js";
import { changed, house } from "./live.js";

const heard = { visit: null, player: null, problem: "" };

function stop(problem = "") {
  if (heard.player) {
    heard.player.onerror = null;
    heard.player.onended = null;
    heard.player.pause();
    // Without a source the browser closes the connection, and the place is free for others.
    heard.player.removeAttribute("src");
    heard.player.load();
  }
  Object.assign(heard, { player: null, problem });
  changed();
}

function start(visit) {
  stop();
  const player = new Audio(`/api/visits/${encodeURIComponent(visit.id)}/sound`);
  player.onended = () => stop();
  player.onerror = () => stop("There is no sound to hear. The visit may be over, its station may have no microphone, or two others listen.");
  Object.assign(heard, { visit: visit.id, player, problem: "" });
  player.play().catch(() => {});
  changed();
}

export function listening(visit) {
  const mine = heard.visit === visit.id;
  const station = house.stations.find((one) => one.id === visit.station);
  if (visit.closedAt || !station || !station.audio) return null;
  const on = mine && heard.player !== null;
  return h("div", { class: "listen" },
    h("button", { id: "listen", type: "button", class: "second small", "aria-pressed": String(on), onclick: () => (on ? stop() : start(visit)) },
      icon("hear", 18), on ? "Stop listening" : "Listen"),
    h("span", { class: "small quiet", role: "status" }, on ? "You hear the visitor. Nothing is kept; the audit notes that you listened." : null),
    mine && heard.problem ? h("p", { class: "notice", role: "alert" }, icon("warn", 16), heard.problem) : null);
}
