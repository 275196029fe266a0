// SPDX-License-Identifier: Apache-2.0
// The one WebSocket to the house, which comes back by itself.

const PICTURE = 1, SOUND = 2;
const FIRST_WAIT = 500, LONGEST_WAIT = 10000, REFUSED_WAIT = 4000;
// A network that takes less than it is given: pictures wait first, then sound.
const MOST_BEHIND_PICTURES = 100_000, MOST_BEHIND_SOUND = 400_000;

export class Link {
  #socket = null; #wait = FIRST_WAIT; #timer = 0; #wanted = false; #welcomed = false;

  // fresh: somebody has just typed it, and waits to hear whether it is right.
  constructor(pairing, fresh, hello, heard) {
    this.pairing = pairing;
    this.fresh = fresh;
    this.hello = hello;
    this.heard = heard;
  }

  open() {
    this.#wanted = true;
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/station/v1/${encodeURIComponent(this.pairing.id)}/live`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#welcomed = false;
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", token: this.pairing.token, ...this.hello() }));
    socket.onmessage = ({ data }) => this.#take(data);
    socket.onclose = (event) => this.#closed(socket, event);
  }

  #take(data) {
    if (typeof data !== "string") {
      if (new Uint8Array(data, 0, 1)[0] === SOUND) this.heard.sound(data.slice(1));
      return;
    }
    const message = JSON.parse(data);
    if (message.type === "welcome") {
      this.#welcomed = true;
      this.fresh = false;
      this.#wait = FIRST_WAIT;
    }
    if (message.type === "problem" && !this.#welcomed) this.heard.refused(message);
    else this.heard.message(message);
  }

  #closed(socket, { code }) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.heard.away();
    if (code === 4001) this.heard.replaced();
    else if (code === 1008 && !this.#welcomed && this.fresh) this.#wanted = false;
    else if (this.#wanted) {
      // A gateway that begins may not know its stations yet; one that changed the token is not asked in a hurry.
      if (code === 1008 && !this.#welcomed) this.#wait = Math.max(this.#wait, REFUSED_WAIT);
      // A whole house of panels must not come back in the same moment.
      this.#timer = setTimeout(() => this.open(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    }
  }

  close() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  get ready() {
    return this.#welcomed && this.#socket?.readyState === WebSocket.OPEN;
  }

  send(message) {
    if (this.ready) this.#socket.send(JSON.stringify(message));
    return this.ready;
  }

  picture(jpeg) {
    return this.#bytes(PICTURE, jpeg, MOST_BEHIND_PICTURES);
  }

  sound(samples) {
    return this.#bytes(SOUND, samples, MOST_BEHIND_SOUND);
  }

  #bytes(kind, content, most) {
    if (!this.ready || this.#socket.bufferedAmount > most) return false;
    const message = new Uint8Array(1 + content.byteLength);
    message[0] = kind;
    message.set(new Uint8Array(content), 1);
    this.#socket.send(message);
    return true;
  }
}
