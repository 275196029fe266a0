// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig.NoiseSuppression;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Locale;
import org.vestibule.api.sound.EchoCanceller;

/**
 * The third echo canceller of WebRTC (AEC3): an adaptive filter in blocks of frequencies that finds
 * the delay by itself, and after it a suppressor of what the filter left. Its methods exclude each
 * other, because native code must not be called when its memory has gone.
 */
final class WebRtcCanceller implements EchoCanceller {
  private static final AudioProcessingStreamConfig FORMAT =
      new AudioProcessingStreamConfig(16_000, 1);

  private final AudioProcessing processing = new AudioProcessing();
  private final int delayMillis;
  private final byte[] in = new byte[BLOCK * Short.BYTES];
  private final byte[] out = new byte[BLOCK * Short.BYTES];
  private final ShortBuffer inSamples = samples(in);
  private final ShortBuffer outSamples = samples(out);
  private boolean closed;

  /** Starts a line; the native library must be loaded. */
  WebRtcCanceller(Settings settings) {
    delayMillis = settings.delayMillis();
    AudioProcessingConfig config = new AudioProcessingConfig();
    config.echoCanceller.enabled = true;
    config.echoCanceller.enforceHighPassFiltering = settings.highPass();
    config.highPassFilter.enabled = settings.highPass();
    config.gainControl.enabled = false;
    config.noiseSuppression.enabled = !settings.noiseSuppression().equals("off");
    if (config.noiseSuppression.enabled) {
      config.noiseSuppression.level =
          NoiseSuppression.Level.valueOf(settings.noiseSuppression().toUpperCase(Locale.ROOT));
    }
    processing.applyConfig(config);
  }

  private static ShortBuffer samples(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  @Override
  public synchronized void played(short[] block) {
    take(block);
    done(processing.processReverseStream(in, FORMAT, FORMAT, out));
  }

  @Override
  public synchronized short[] cancel(short[] block) {
    take(block);
    processing.setStreamDelayMs(delayMillis);
    done(processing.processStream(in, FORMAT, FORMAT, out));
    short[] cleaned = new short[BLOCK];
    outSamples.get(0, cleaned);
    return cleaned;
  }

  private void take(short[] block) {
    if (closed) {
      throw new IllegalStateException("the canceller is closed");
    }
    if (block.length != BLOCK) {
      throw new IllegalArgumentException(
          "a block of " + block.length + " samples; allowed: " + BLOCK);
    }
    inSamples.put(0, block);
  }

  private static void done(int result) {
    if (result != 0) {
      throw new IllegalStateException("WebRTC refused a block with " + result);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      processing.dispose();
    }
  }
}
