// SPDX-License-Identifier: Apache-2.0
// The resident's ear and voice in one conversation, and the bell.

const SOUND = 2, RATE = 16000, MOST_BEHIND = 32000, HOUSE_WAITS = 10000;
export const figures = { sent: 0, heard: 0, loudest: 0 };

let mouth = null, player = null;

// Most browsers want a touch before the first sound; returns whether sound comes.
export async function audible() {
  if (!mouth) {
    mouth = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
    await mouth.audioWorklet.addModule("capture.js");
    await mouth.audioWorklet.addModule("play.js");
    player = new AudioWorkletNode(mouth, "play", { numberOfInputs: 0, outputChannelCount: [1] });
    player.port.onmessage = ({ data }) => Object.assign(figures, { heard: data.heard, loudest: data.loudest });
    player.connect(mouth.destination);
  }
  await Promise.race([mouth.resume(), new Promise((done) => setTimeout(done, 300))]);
  return mouth.state === "running";
}

// Two tones, as an old bell: made here, so that nothing is fetched while somebody waits.
export function strike() {
  if (!mouth || mouth.state !== "running") return;
  for (const [hertz, at] of [[659, 0], [523, 0.45]]) {
    const tone = new OscillatorNode(mouth, { frequency: hertz });
    const loudness = new GainNode(mouth, { gain: 0 });
    const start = mouth.currentTime + at;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.4, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(loudness).connect(mouth.destination);
    tone.start(start);
    tone.stop(start + 1);
  }
}

export class Talk {
  #socket = null; #stream = null; #ears = null; #over = false; #stood = 0;

  constructor(call, told) {
    this.call = call;
    this.told = told;
  }

  async begin() {
    await audible();
    this.#connect();
    try {
      await this.#speak();
      this.told.voice(true);
    } catch (error) {
      this.told.voice(false, window.isSecureContext ? error.name : "insecure");
    }
  }

  #connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/api/calls/${encodeURIComponent(this.call)}/voice`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => { this.#stood = Infinity; };
    socket.onmessage = ({ data }) => {
      if (typeof data === "string") return this.told.problem(JSON.parse(data));
      const samples = data.slice(1);
      player.port.postMessage(samples, [samples]);
    };
    socket.onclose = ({ code }) => {
      if (this.#over) return;
      // A lost network may come back within the time that the house waits; a refusal at first is the end.
      if (this.#stood === Infinity) this.#stood = performance.now();
      if (code === 1000 || !this.#stood || performance.now() - this.#stood > HOUSE_WAITS) this.told.over();
      else setTimeout(() => { if (!this.#over) this.#connect(); }, 500);
    };
  }

  async #speak() {
    if (!navigator.mediaDevices) throw new Error("insecure");
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 } });
    if (this.#over) return this.#silence();
    this.#ears = new AudioContext({ latencyHint: "interactive" });
    await this.#ears.audioWorklet.addModule("capture.js");
    const capture = new AudioWorkletNode(this.#ears, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    capture.port.onmessage = ({ data }) => this.#send(data.samples);
    this.#ears.createMediaStreamSource(this.#stream).connect(capture);
  }

  #send(samples) {
    if (this.#socket?.readyState !== WebSocket.OPEN || this.#socket.bufferedAmount > MOST_BEHIND) return;
    const message = new Uint8Array(1 + samples.byteLength);
    message[0] = SOUND;
    message.set(new Uint8Array(samples), 1);
    this.#socket.send(message);
    figures.sent += samples.byteLength / 2;
  }

  #silence() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#ears?.close();
  }

  end() {
    this.#over = true;
    this.#socket?.close(1000);
    this.#silence();
  }
}
