// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.MasterKey;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.SrtpReceiver;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.SrtpSender;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * What calls take of a processor. Processor time is counted, not time on the wall: it says the same
 * on a machine that others use, but for their share of the caches.
 */
final class CallCost {
  private static final int RATE = 16_000;
  private static final int CHUNK = RATE / 50;
  private static final int PACKETS = 50;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CallCost() {}

  /**
   * Returns the processor milliseconds that a second of one end of a call takes: sockets, RTP,
   * codec both ways, jitter buffer, resampling, and the threads that speak and listen.
   *
   * @param pairs how many calls at once, each with two ends here
   */
  static double end(
      CallMedia media,
      SoundEncoding encoding,
      Protection protection,
      int pairs,
      short[] speech,
      int seconds)
      throws Exception {
    List<CallMedia.Pair> calls = new ArrayList<>();
    List<Thread> speakers = new ArrayList<>();
    try {
      for (int i = 0; i < pairs; i++) {
        CallMedia.Pair call = media.call(encoding, protection);
        calls.add(call);
        speakers.add(speaker(call.caller().speak(), call.callee().hear(), speech));
        speakers.add(speaker(call.callee().speak(), call.caller().hear(), speech));
      }
      TimeUnit.SECONDS.sleep(2);
      long cpu = SYSTEM.getProcessCpuTime();
      long sent = sent(calls);
      TimeUnit.SECONDS.sleep(seconds);
      cpu = SYSTEM.getProcessCpuTime() - cpu;
      // By the packets: what a busy machine did not send was not paid for either.
      return cpu / 1e6 / (sent(calls) - sent) * PACKETS;
    } finally {
      calls.forEach(CallMedia.Pair::close);
      for (Thread speaker : speakers) {
        speaker.join();
      }
    }
  }

  private static long sent(List<CallMedia.Pair> calls) {
    return calls.stream()
        .mapToLong(call -> call.caller().figures().sent() + call.callee().figures().sent())
        .sum();
  }

  /** Somebody who speaks without a pause, and takes what comes. */
  private static Thread speaker(TalkLine line, AudioFeed feed, short[] speech) {
    Thread speaker =
        new Thread(
            () -> {
              try {
                int at = 0;
                while (line.write(new AudioChunk(Arrays.copyOfRange(speech, at, at + CHUNK), 0))) {
                  at = (at + CHUNK) % (speech.length - CHUNK);
                  while (feed.next(Duration.ZERO).isPresent()) {
                    continue;
                  }
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bench-speaker");
    speaker.start();
    return speaker;
  }

  /** Returns the same of a station's line with noise suppression, on one thread. */
  static double cleaning(VoiceLines lines, short[] speech, int seconds) throws Exception {
    try (VoiceLine line = lines.open(new AudioFormat(RATE));
        AudioFeed ear = line.forEar()) {
      clean(line, ear, speech, 10);
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      clean(line, ear, speech, seconds);
      return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6 / seconds;
    }
  }

  private static void clean(VoiceLine line, AudioFeed ear, short[] speech, int seconds)
      throws InterruptedException {
    long samples = 0;
    for (int i = 0; i < seconds * PACKETS; i++) {
      int at = i * CHUNK % (speech.length - CHUNK);
      line.receive(new AudioChunk(Arrays.copyOfRange(speech, at, at + CHUNK), i * 20_000_000L));
      for (var chunk = ear.next(Duration.ZERO);
          chunk.isPresent();
          chunk = ear.next(Duration.ZERO)) {
        samples += chunk.get().samples().length;
      }
    }
    if (samples < (seconds - 1L) * RATE) {
      throw new IllegalStateException("of " + seconds + " s only " + samples + " samples came out");
    }
  }

  /** Returns what SRTP takes of a second of one end: 50 packets sealed and 50 opened. */
  static double srtp(int seconds) {
    MasterKey key = MasterKey.random(new SecureRandom());
    long cpu = 0;
    try (SrtpSender sender = new SrtpSender(Suite.AES_CM_128_HMAC_SHA1_80, key);
        SrtpReceiver receiver = new SrtpReceiver(Suite.AES_CM_128_HMAC_SHA1_80, key)) {
      for (int i = 0; i < (seconds + 60) * PACKETS; i++) {
        if (i == 60 * PACKETS) {
          cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
        byte[] packet = new RtpPacket(0, false, i & 0xFFFF, 160L * i, 7, new byte[160]).bytes();
        receiver.open(sender.protect(packet)).orElseThrow();
      }
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6 / seconds;
  }
}
