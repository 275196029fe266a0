// SPDX-License-Identifier: Apache-2.0
// What a call sounds like at this device: the visitor's voice, and the bell.

const RATE = 16000, RESUME_MS = 300;

/** What was sent and heard, in samples, and the loudest of them: for tests and for whoever looks for a fault. */
export const figures = { sent: 0, heard: 0, loudest: 0 };
Object.defineProperty(window, "talkFigures", { value: figures });

let mouth: AudioContext | null = null, player: AudioWorkletNode | null = null;
let making: Promise<AudioContext> | null = null;

async function make(): Promise<AudioContext> {
  const made = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
  await made.audioWorklet.addModule("/capture.js");
  await made.audioWorklet.addModule("/play.js");
  player = new AudioWorkletNode(made, "play", { numberOfInputs: 0, outputChannelCount: [1] });
  player.port.onmessage = ({ data }: MessageEvent<{ heard: number; loudest: number }>) => Object.assign(figures, { heard: data.heard, loudest: data.loudest });
  player.connect(made.destination);
  return (mouth = made);
}

/** Most browsers want a touch before the first sound; returns whether sound comes. */
export async function audible(): Promise<boolean> {
  const own = await (making ??= make());
  await Promise.race([own.resume(), new Promise((done) => setTimeout(done, RESUME_MS))]);
  return own.state === "running";
}

/** Plays what the visitor says: 16 bits, 16 kHz. */
export const play = (samples: ArrayBuffer) => player?.port.postMessage(samples, [samples]);

/** Two tones, as an old bell: made here, so that nothing is fetched while somebody waits. */
export function strike() {
  if (!mouth || mouth.state !== "running") return;
  for (const [hertz, at] of [[659, 0], [523, 0.45]] as const) {
    const tone = new OscillatorNode(mouth, { frequency: hertz }), loudness = new GainNode(mouth, { gain: 0 });
    const start = mouth.currentTime + at;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.4, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(loudness).connect(mouth.destination);
    tone.start(start);
    tone.stop(start + 1);
  }
}
