// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/** What tshark sees on the wire. */
class CaptureTest {
  @Test
  void theWireCarriesRtpAndUnderSrtpNothingThatCanBeHeard() throws Exception {
    List<String[]> plain = captured(Protection.NONE);
    List<String[]> secured = captured(Protection.REQUIRED);
    // Version, payload type, length of the payload and its first byte: silence in mu-law.
    assertThat(plain).allSatisfy(each -> assertThat(each[0]).isEqualTo("2"));
    assertThat(plain).allSatisfy(each -> assertThat(each[1]).isEqualTo("0"));
    assertThat(plain).allSatisfy(each -> assertThat(each[2]).startsWith("ff".repeat(150)));
    assertThat(secured).allSatisfy(each -> assertThat(each[0]).isEqualTo("2"));
    assertThat(secured).allSatisfy(each -> assertThat(each[2]).doesNotContain("ff".repeat(8)));
  }

  private static List<String[]> captured(Protection protection) throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession caller = house.open(protection, SoundEncoding.PCMU);
        MediaSession callee = house.open(protection, SoundEncoding.PCMU)) {
      String answer = callee.answer(caller.offer());
      String port = answer.split("m=audio ")[1].split(" ")[0];
      caller.accept(answer);
      MediaHouse.await("packets", () -> callee.figures().received() > 5);
      Process shark = tshark(port);
      if (!shark.waitFor(20, TimeUnit.SECONDS)) {
        shark.destroyForcibly();
      }
      String text = new String(shark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Assumptions.assumeTrue(
          text.contains("\t"), "tshark captured nothing; it needs the right to: " + text.strip());
      return text.lines().filter(line -> line.contains("\t")).map(l -> l.split("\t")).toList();
    }
  }

  private static Process tshark(String port) {
    try {
      return new ProcessBuilder(
              "tshark",
              "-i",
              "lo",
              "-f",
              "udp dst port " + port,
              "-c",
              "10",
              "-a",
              "duration:10",
              "-d",
              "udp.port==" + port + ",rtp",
              "-Y",
              "rtp",
              "-T",
              "fields",
              "-e",
              "rtp.version",
              "-e",
              "rtp.p_type",
              "-e",
              "rtp.payload")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      Assumptions.abort("tshark is not installed: apt-get install tshark");
      return null;
    }
  }
}
