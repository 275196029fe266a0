// SPDX-License-Identifier: Apache-2.0
// From the microphone's rate to 16 kHz, in pieces of 20 ms: a windowed sinc below 7.2 kHz.

const RATE = 16000, PIECE = RATE / 50, PHASES = 32, LOBES = 12;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / RATE;
    const scale = Math.max(1, this.step);
    this.half = Math.ceil(LOBES * scale);
    this.kernels = Array.from({ length: PHASES }, (_, phase) => this.kernel(phase / PHASES, 0.9 / scale));
    this.past = new Float32Array(0);
    this.at = this.half;
    this.piece = new Int16Array(PIECE);
    this.count = 0;
    this.peak = 0;
  }

  kernel(fraction, cutoff) {
    const taps = new Float32Array(2 * this.half);
    let sum = 0;
    for (let i = 0; i < taps.length; i++) {
      const x = i - this.half + 1 - fraction;
      const window = 0.5 + 0.5 * Math.cos(Math.PI * x / this.half);
      taps[i] = (x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x)) * window;
      sum += taps[i];
    }
    return taps.map((tap) => tap / sum);
  }

  process([input]) {
    if (!input.length) return true;
    const all = new Float32Array(this.past.length + input[0].length);
    all.set(this.past);
    all.set(input[0], this.past.length);
    while (this.at + this.half < all.length) {
      const whole = Math.floor(this.at);
      const taps = this.kernels[Math.floor((this.at - whole) * PHASES)];
      let sum = 0;
      for (let i = 0, j = whole - this.half + 1; i < taps.length; i++, j++) sum += taps[i] * all[j];
      this.put(sum);
      this.at += this.step;
    }
    const spent = Math.max(0, Math.floor(this.at) - this.half);
    this.past = all.slice(spent);
    this.at -= spent;
    return true;
  }

  put(value) {
    const bounded = Math.max(-1, Math.min(1, value));
    this.peak = Math.max(this.peak, Math.abs(bounded));
    this.piece[this.count++] = Math.round(bounded * 32767);
    if (this.count < PIECE) return;
    const samples = this.piece.buffer;
    this.port.postMessage({ samples, level: this.peak }, [samples]);
    this.piece = new Int16Array(PIECE);
    this.count = 0;
    this.peak = 0;
  }
}

registerProcessor("capture", Capture);
