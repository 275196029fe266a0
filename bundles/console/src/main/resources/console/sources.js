// SPDX-License-Identifier: Apache-2.0
// Where the pictures of an enrolment come from: a camera at this screen, files, a door station.
import { ask } from "./live.js";

const PAUSE_MS = 500, WIDEST = 1280, MOST_BYTES = 8 << 20;
const CAMERA_ERRORS = {
  NotAllowedError: ["The browser was not allowed to use the camera", "Allow it beside the page's address, or send files."],
  NotFoundError: ["No camera was found", "Connect one, or send files."],
  NotReadableError: ["The camera is used by another program", "Close that program, or send files."],
};
const SECURE = ["The browser gives no camera to this address", "Open the console at localhost or over HTTPS, or send files."];

// A problem in the shape of the gateway's own.
const problem = ([title, remedy]) => Object.assign(new Error(title), { problem: { title, remedy } });

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function grab(video, canvas) {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => {
    canvas.width = canvas.height = 0;
    done(blob);
  }, "image/jpeg", 0.92));
}

// A camera that hands over about two pictures a second while it runs, one at a time.
export function camera(video, hand) {
  const canvas = document.createElement("canvas");
  let stream = null, turn = 0;

  function stop() {
    turn++;
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
  }

  async function look(mine) {
    while (mine === turn) {
      const begun = performance.now();
      if (video.videoWidth) {
        const blob = await grab(video, canvas);
        if (mine === turn && blob) await hand(blob);
      }
      await wait(Math.max(50, PAUSE_MS - (performance.now() - begun)));
    }
  }

  async function start() {
    stop();
    const mine = turn;
    if (!navigator.mediaDevices) throw problem(SECURE);
    let opened;
    try {
      opened = await navigator.mediaDevices.getUserMedia({ audio: false,
        video: { width: { ideal: WIDEST }, height: { ideal: 720 }, facingMode: "user" } });
    } catch (failure) {
      throw problem(CAMERA_ERRORS[failure.name] || ["The camera cannot be used", "Send files instead."]);
    }
    if (mine !== turn) return opened.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = opened;
    await video.play().catch(() => {});
    look(mine);
  }

  return { start, stop, running: () => stream !== null };
}

// The gateway cuts off what is too large, so it is not sent at all.
export async function picture(ticket, blob) {
  if (blob.size > MOST_BYTES) throw problem(["The file is larger than 8 MiB", "Send a smaller picture; 1280 x 720 is enough."]);
  return ask(`/enrolments/${ticket}/pictures`, { method: "POST", body: blob, type: blob.type || "image/jpeg" });
}

// Lets the gateway look through a door station, and says how far it is meanwhile.
export async function station(ticket, id, tell) {
  let over = false;
  const watch = (async () => {
    while (!over) {
      await wait(700);
      const progress = over ? null : await ask(`/enrolments/${ticket}`).catch(() => null);
      if (progress && !over) tell(progress);
    }
  })();
  try {
    return await ask(`/enrolments/${ticket}/station/${encodeURIComponent(id)}`, { method: "POST" });
  } finally {
    over = true;
    await watch;
  }
}
