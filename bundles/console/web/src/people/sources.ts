// SPDX-License-Identifier: Apache-2.0
// Where the pictures of an enrolment come from: a camera at this screen, files, a door station.
import { ask, Refused, part } from "../live/rest";
import { t, type Key } from "../words";
import type { Progress } from "./types";

const PAUSE_MS = 500, LEAST_PAUSE_MS = 50, LOOK_MS = 700, WIDEST = 1280, MOST_BYTES = 8 << 20;

const CAMERA: Record<string, [Key, Key]> = {
  NotAllowedError: ["people.camera.notAllowed", "people.camera.allow"],
  NotFoundError: ["people.camera.notFound", "people.camera.connect"],
  NotReadableError: ["people.camera.busy", "people.camera.closeOther"],
};

/** What the page itself says is wrong, in the shape of the gateway's own problems. */
export const wrong = (title: Key, remedy: Key) => new Refused({ title: t(title), status: 0, code: "page-said", remedy: t(remedy) });

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function grab(video: HTMLVideoElement, canvas: HTMLCanvasElement): Promise<Blob | null> {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => {
    canvas.width = canvas.height = 0;
    done(blob);
  }, "image/jpeg", 0.92));
}

async function opened(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw wrong("people.camera.insecure", "people.camera.secure");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: WIDEST }, height: { ideal: 720 }, facingMode: "user" } });
  } catch (failure) {
    const [title, remedy] = (failure instanceof Error && CAMERA[failure.name]) || (["people.camera.failed", "people.camera.files"] as const);
    throw wrong(title, remedy);
  }
}

export interface Camera { start: () => Promise<void>; stop: () => void; running: () => boolean }

/** A camera that hands over about two pictures a second while it runs, one at a time. */
export function camera(video: HTMLVideoElement, hand: (picture: Blob) => Promise<void>): Camera {
  const canvas = document.createElement("canvas");
  let stream: MediaStream | null = null, turn = 0;

  const stop = () => {
    turn++;
    stream?.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
  };

  const look = async (mine: number) => {
    while (mine === turn) {
      const begun = performance.now();
      if (video.videoWidth) {
        const picture = await grab(video, canvas);
        if (mine === turn && picture) await hand(picture);
      }
      await wait(Math.max(LEAST_PAUSE_MS, PAUSE_MS - (performance.now() - begun)));
    }
  };

  const start = async () => {
    stop();
    const mine = turn, found = await opened();
    if (mine !== turn) return found.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = found;
    await video.play().catch(() => {});
    void look(mine);
  };

  return { start, stop, running: () => stream !== null };
}

/** Sends one picture. The gateway cuts off what is too large, so it is not sent at all. */
export async function picture(ticket: string, blob: Blob): Promise<Progress> {
  if (blob.size > MOST_BYTES) throw wrong("people.camera.tooLarge", "people.camera.smaller");
  return ask<Progress>(`/enrolments/${part(ticket)}/pictures`, { method: "POST", body: blob, type: blob.type || "image/jpeg" });
}

/** Lets the gateway look through a door station, and says how far it is meanwhile. */
export async function station(ticket: string, id: string, tell: (progress: Progress) => void): Promise<Progress> {
  let over = false;
  const watch = (async () => {
    while (!over) {
      await wait(LOOK_MS);
      const progress = over ? null : await ask<Progress>(`/enrolments/${part(ticket)}`).catch(() => null);
      if (progress && !over) tell(progress);
    }
  })();
  try {
    return await ask<Progress>(`/enrolments/${part(ticket)}/station/${part(id)}`, { method: "POST" });
  } finally {
    over = true;
    await watch;
  }
}
