// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.TalkLine;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.testkit.internal.sip.FreePorts;

/** ffmpeg as the other end: its RTP, its SRTP and its reading of our description. */
class FfmpegPeerTest {
  private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
  private static final String SUITE = "AES_CM_128_HMAC_SHA1_";
  private static final int RATE = 16_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "PCMU,pcm_mulaw,8000,0,",
    "PCMA,pcm_alaw,8000,8,80",
    "G722,g722,16000,9,32",
    "OPUS,libopus,16000,96,80"
  })
  void whatItSendsIsHeard(
      SoundEncoding encoding, String coder, int rate, int payloadType, String tag)
      throws Exception {
    int port = FreePorts.row(2);
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.OFFERED, encoding)) {
      int ours = port(session.answer(offer(port, payloadType, tag, false)));
      List<String> command = new ArrayList<>(List.of("-re", "-f", "lavfi", "-i"));
      command.add("sine=frequency=440:sample_rate=" + rate + ":duration=30");
      command.addAll(List.of("-ac", "1", "-c:a", coder, "-payload_type", "" + payloadType));
      // Frames of 20 ms, as telephones have them, where they are not an encoder's own.
      command.addAll(List.of("-af", "volume=4,asetnsamples=" + rate / 50));
      if (tag != null) {
        command.addAll(List.of("-srtp_out_suite", SUITE + tag, "-srtp_out_params", KEY));
      }
      command.addAll(List.of("-f", "rtp"));
      command.add(
          (tag == null ? "rtp" : "srtp") + "://127.0.0.1:" + ours + "?localrtpport=" + port);
      Process peer = ffmpeg(command);
      try {
        MediaHouse.await("sound of ffmpeg", () -> session.figures().received() > 25);
        short[] heard = new Talk().listen(session.hear(), Duration.ofSeconds(1));
        short[] last = Arrays.copyOfRange(heard, heard.length / 2, heard.length);
        assertThat(Talk.share(last, 440)).isGreaterThan(0.8);
        assertThat(session.figures().encrypted()).isEqualTo(tag != null);
      } finally {
        peer.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"PCMA,8,", "PCMU,0,80", "G722,9,32", "OPUS,96,80"})
  void whatWeSendItHears(SoundEncoding encoding, int payloadType, String tag) throws Exception {
    int port = FreePorts.row(2);
    Path out = folder.resolve("heard.pcm");
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.OFFERED, encoding)) {
      String answer = session.answer(offer(port, payloadType, tag, true));
      // What ffmpeg opens: our description as the sender's, at the port where it listens.
      String description =
          answer
              .replace("m=audio " + port(answer), "m=audio " + port)
              .replace("a=rtcp-mux\r\n", "")
              .replace("a=sendonly\r\n", "");
      Path sdp = Files.writeString(folder.resolve("call.sdp"), description);
      List<String> command =
          List.of(
              "-protocol_whitelist",
              "file,udp,rtp,srtp,crypto",
              "-i",
              sdp.toString(),
              "-t",
              "1.5",
              "-ar",
              "" + RATE,
              "-ac",
              "1",
              "-f",
              "s16le",
              "-y",
              out.toString());
      Process peer = ffmpeg(command);
      try (TalkLine line = session.speak()) {
        int at = 0;
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (peer.isAlive() && System.nanoTime() < deadline) {
          short[] tone = new short[320];
          for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * at++ / RATE));
          }
          line.write(new AudioChunk(tone, System.nanoTime()));
        }
        assertThat(peer.isAlive()).isFalse();
        assertThat(peer.exitValue()).isZero();
      } finally {
        peer.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    }
    short[] heard = new short[(int) (Files.size(out) / 2)];
    ByteBuffer.wrap(Files.readAllBytes(out))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(heard);
    assertThat(heard.length).isGreaterThan(RATE);
    short[] last = Arrays.copyOfRange(heard, heard.length / 2, heard.length);
    assertThat(Talk.share(last, 440)).isGreaterThan(0.8);
  }

  private static String offer(int port, int payloadType, String tag, boolean listens) {
    String crypto = tag == null ? "" : "a=crypto:1 " + SUITE + tag + " inline:" + KEY + "\r\n";
    return "v=0\r\no=- 5 5 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio "
        + port
        + (tag == null ? " RTP/AVP " : " RTP/SAVP ")
        + payloadType
        + "\r\na=rtpmap:96 opus/48000/2\r\n"
        + (listens ? "a=recvonly\r\n" : "a=sendonly\r\n")
        + crypto;
  }

  private static int port(String description) {
    return Integer.parseInt(description.split("m=audio ")[1].split(" ")[0]);
  }

  private static Process ffmpeg(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error"));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      Assumptions.abort("ffmpeg is not installed: apt-get install ffmpeg");
      return null;
    }
  }
}
