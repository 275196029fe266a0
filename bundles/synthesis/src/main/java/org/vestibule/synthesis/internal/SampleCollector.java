// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;

/** Takes what FreeTTS would play and keeps it; opens no sound card. Used by one text at a time. */
final class SampleCollector implements AudioPlayer {
  /** A minute at 16 kHz: more than the longest text at the slowest rate is no speech any more. */
  private static final int MOST_BYTES = 60 * 16_000 * 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private AudioFormat format;

  /** Returns the sound so far, which FreeTTS gives with the high byte first. */
  short[] samples() {
    short[] samples = new short[bytes.size() / 2];
    ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
    return samples;
  }

  @Override
  public void setAudioFormat(AudioFormat next) {
    format = next;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public boolean write(byte[] audio, int offset, int size) {
    if (bytes.size() + size > MOST_BYTES) {
      return false;
    }
    bytes.write(audio, offset, size);
    return true;
  }

  @Override
  public void begin(int size) {
    // A text comes in phrases; they follow one another.
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public void pause() {
    // Nothing plays.
  }

  @Override
  public void resume() {
    // Nothing plays.
  }

  @Override
  public void reset() {
    // A collector is used once.
  }

  @Override
  public void cancel() {
    // Nothing plays.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public void setVolume(float volume) {
    // The peak is set when the text is complete.
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void resetTime() {
    // Nothing plays.
  }

  @Override
  public void startFirstSampleTimer() {
    // Nothing is measured.
  }

  @Override
  public void showMetrics() {
    // Nothing is measured.
  }
}
