// SPDX-License-Identifier: Apache-2.0
// One conversation: the visitor's voice from the gateway, one's own voice to it.
import { part, type Problem } from "../live/rest";
import { audible, figures, play } from "./sound";

const SOUND = 2, MOST_BEHIND = 32000, HOUSE_WAITS_MS = 10000, AGAIN_MS = 500;

/** What becomes of one's own voice: it is asked for, it is heard, or why not. */
export type Voice = "asking" | "speaking" | "insecure" | "NotAllowedError" | "NotFoundError";
export interface Told { voice: (voice: Voice) => void; problem: (problem: Problem) => void; over: () => void }

const voiceOf = (failure: unknown): Voice => !window.isSecureContext || !navigator.mediaDevices ? "insecure"
  : failure instanceof DOMException && failure.name === "NotFoundError" ? "NotFoundError" : "NotAllowedError";

export class Line {
  #socket: WebSocket | null = null;
  #stream: MediaStream | null = null;
  #ears: AudioContext | null = null;
  #over = false;
  // 0: it never stood; Infinity: it stands; otherwise when it was lost.
  #stood = 0;

  constructor(private readonly call: string, private readonly told: Told) {}

  async begin() {
    await audible().catch(() => false);
    this.#connect();
    try {
      await this.#speak();
      this.told.voice("speaking");
    } catch (failure) {
      this.told.voice(voiceOf(failure));
    }
  }

  #connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/api/calls/${part(this.call)}/voice`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => { this.#stood = Infinity; };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === "string") this.told.problem(JSON.parse(data) as Problem);
      else play(data.slice(1));
    };
    socket.onclose = ({ code }) => this.#closed(code);
  }

  // A lost network may come back within the time that the house waits; a refusal at first is the end.
  #closed(code: number) {
    if (this.#over) return;
    if (this.#stood === Infinity) this.#stood = performance.now();
    if (code === 1000 || !this.#stood || performance.now() - this.#stood > HOUSE_WAITS_MS) this.told.over();
    else setTimeout(() => { if (!this.#over) this.#connect(); }, AGAIN_MS);
  }

  async #speak() {
    const heard = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: heard });
    if (this.#over) return this.#silence();
    const ears = (this.#ears = new AudioContext({ latencyHint: "interactive" }));
    await ears.audioWorklet.addModule("/capture.js");
    const capture = new AudioWorkletNode(ears, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    capture.port.onmessage = ({ data }: MessageEvent<{ samples: ArrayBuffer }>) => this.#send(data.samples);
    ears.createMediaStreamSource(this.#stream).connect(capture);
  }

  #send(samples: ArrayBuffer) {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > MOST_BEHIND) return;
    const message = new Uint8Array(1 + samples.byteLength);
    message[0] = SOUND;
    message.set(new Uint8Array(samples), 1);
    socket.send(message);
    figures.sent += samples.byteLength / 2;
  }

  #silence() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    void this.#ears?.close();
    this.#ears = null;
  }

  end() {
    this.#over = true;
    this.#socket?.close(1000);
    this.#silence();
  }
}
