// SPDX-License-Identifier: Apache-2.0
// Camera, microphone and loudspeaker of this device.

const WIDTH = 640, HEIGHT = 480, QUALITY = 0.8, RATE = 16000;

export class Media {
  #canvas = document.createElement("canvas");
  #stream = null; #ears = null; #mouth = null; #player = null;
  heard = { sound: () => {}, figures: () => {} };

  constructor(video) {
    this.video = video;
  }

  get sees() { return !!this.#stream?.getVideoTracks().some((track) => track.readyState === "live"); }
  get hears() { return !!this.#stream?.getAudioTracks().some((track) => track.readyState === "live"); }

  // Asks for both, and takes one of them where there is no other.
  async open() {
    const camera = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 }, facingMode: "user" };
    const microphone = { echoCancellation: true, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: camera, audio: microphone });
    } catch (error) {
      if (error.name !== "NotFoundError") throw error;
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: camera })
        .catch(() => navigator.mediaDevices.getUserMedia({ audio: microphone }));
    }
    if (this.sees) {
      this.video.srcObject = this.#stream;
      await this.video.play().catch(() => {});
    }
    if (this.hears) await this.#listen();
  }

  async #listen() {
    this.#ears = new AudioContext({ latencyHint: "interactive" });
    await this.#ears.audioWorklet.addModule("/panel/capture.js");
    const capture = new AudioWorkletNode(this.#ears, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    capture.port.onmessage = ({ data }) => this.heard.sound(data.samples, data.level);
    this.#ears.createMediaStreamSource(this.#stream).connect(capture);
  }

  // The loudspeaker needs no permission, but most browsers want a touch before the first sound.
  async speakable() {
    if (!this.#mouth) {
      this.#mouth = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
      await this.#mouth.audioWorklet.addModule("/panel/play.js");
      this.#player = new AudioWorkletNode(this.#mouth, "play", { numberOfInputs: 0, outputChannelCount: [1] });
      this.#player.port.onmessage = ({ data }) => this.heard.figures(data);
      this.#player.connect(this.#mouth.destination);
    }
    await Promise.race([Promise.all([this.#mouth.resume(), this.#ears?.resume()]), new Promise((done) => setTimeout(done, 500))]);
    return this.#mouth.state === "running" && (!this.#ears || this.#ears.state === "running");
  }

  play(samples) {
    this.#player?.port.postMessage(samples, [samples]);
  }

  // One picture of the camera as JPEG, at least 640 wide where the camera has it.
  async picture() {
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return null;
    const scale = Math.min(1, Math.max(WIDTH / videoWidth, HEIGHT / videoHeight));
    this.#canvas.width = Math.round(videoWidth * scale);
    this.#canvas.height = Math.round(videoHeight * scale);
    this.#canvas.getContext("2d").drawImage(this.video, 0, 0, this.#canvas.width, this.#canvas.height);
    const blob = await new Promise((done) => this.#canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob?.arrayBuffer();
  }
}
