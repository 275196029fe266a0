// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/** Whatever is offered, it is refused by name, or answered with lines that can be read again. */
class DescriptionFuzzTest {
  @FuzzTest
  void offer(byte[] bytes) throws Exception {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (Protection protection : Protection.values()) {
      Negotiation negotiation = negotiation(protection);
      try {
        Negotiation.Answer answer = negotiation.answer(text);
        List<MediaDescription> offered = SdpReader.read(text).media();
        List<MediaDescription> answered = SdpReader.read(answer.text()).media();
        assertThat(answered).hasSameSizeAs(offered);
        assertThat(answered).filteredOn(media -> media.port() != 0).hasSize(1);
        assertThat(protection != Protection.REQUIRED || answer.agreement().keys().isPresent())
            .isTrue();
        assertThat(negotiation.answer(text).text()).isEqualTo(answer.text());
      } catch (VestibuleException e) {
        assertThat(e.code()).isIn("sdp-invalid", "media-incompatible");
      }
      accept(negotiation(protection), text);
    }
  }

  private static void accept(Negotiation negotiation, String text) {
    negotiation.offer();
    try {
      assertThat(negotiation.accept(text).encoding()).isNotNull();
    } catch (VestibuleException e) {
      assertThat(e.code()).isIn("sdp-invalid", "media-incompatible");
    }
  }

  private static Negotiation negotiation(Protection protection) {
    Local local = new Local(InetAddress.getLoopbackAddress(), 20_000, 20_001);
    MediaWish wish = new MediaWish(List.of(SoundEncoding.values()), protection);
    return new Negotiation(local, wish, new SecureRandom(), peer -> {});
  }
}
