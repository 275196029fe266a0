// SPDX-License-Identifier: Apache-2.0
// What the house says, out of a small buffer: 60 ms are gathered before it begins, and after each gap. More than 400 ms for
// two seconds on end is delay that nobody needs, and goes.

const START = sampleRate * 0.06, MOST = sampleRate * 0.4, LOOK = sampleRate * 2, TELL = sampleRate / 4;

class Play extends AudioWorkletProcessor {
  constructor() {
    super();
    this.ring = new Float32Array(sampleRate * 4);
    Object.assign(this, { first: 0, count: 0, going: false, least: Infinity, looked: 0, told: 0, heard: 0, gaps: 0, loudest: 0 });
    this.port.onmessage = ({ data }) => this.take(new Int16Array(data));
  }

  take(samples) {
    // A pulse of one sample only shows that the line stands.
    if (samples.length < 2) return;
    for (const sample of samples) {
      if (this.count === this.ring.length) return;
      this.ring[(this.first + this.count++) % this.ring.length] = sample / 32768;
    }
  }

  process(_, [[out]]) {
    if (!this.going && this.count >= START) this.going = true;
    if (this.going) {
      for (let i = 0; i < out.length && this.count > 0; i++, this.count--, this.heard++) {
        out[i] = this.ring[this.first];
        this.loudest = Math.max(this.loudest, Math.abs(out[i]));
        this.first = (this.first + 1) % this.ring.length;
      }
      if (this.count === 0) {
        this.going = false;
        this.gaps++;
      }
    }
    this.trim(out.length);
    this.tell(out.length);
    return true;
  }

  trim(length) {
    this.least = Math.min(this.least, this.count);
    this.looked += length;
    if (this.looked < LOOK) return;
    if (this.least > MOST) {
      this.first = (this.first + this.count - START) % this.ring.length;
      this.count = START;
    }
    this.looked = 0;
    this.least = Infinity;
  }

  tell(length) {
    this.told += length;
    if (this.told < TELL) return;
    this.told = 0;
    this.port.postMessage({ heard: this.heard, gaps: this.gaps, loudest: this.loudest });
  }
}

registerProcessor("play", Play);
