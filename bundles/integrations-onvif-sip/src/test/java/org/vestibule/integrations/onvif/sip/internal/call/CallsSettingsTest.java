// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

class CallsSettingsTest {
  @Test
  void withoutAConfigurationTheUsualKeysWork() throws Exception {
    assertThat(CallsSettings.of(Map.of()).keys())
        .isEqualTo(
            Map.of(
                "9",
                CallKey.OPEN,
                "7",
                CallKey.PARCEL_ROOM,
                "8",
                CallKey.DECLINE,
                "5",
                CallKey.ASSISTANT));
  }

  @Test
  void anEmptyOneIsOff() throws Exception {
    assertThat(CallsSettings.of(Map.of("openKeys", "", "declineKeys", "*8")).keys())
        .containsOnlyKeys("7", "*8", "5");
  }

  @Test
  void keysThatStandInEachOthersWayAreRefused() {
    refused(Map.of("openKeys", "77"), "has a part of");
    refused(Map.of("parcelRoomKeys", "9"), "openKeys");
    refused(Map.of("openKeys", "9a"), "1 to 8 of 0-9");
    refused(Map.of("openKeys", "123456789"), "1 to 8 of 0-9");
    refused(Map.of("openkeys", "9"), "openKeys");
    refused(Map.of("encodings", "mp3"), "opus");
    refused(Map.of("encryption", "on"), "off, offered or required");
  }

  @Test
  void keysOfTheSoundAreOfferedWhereTheyAreASecret() throws Exception {
    CallsSettings usual = CallsSettings.of(Map.of("encodings", "pcma"));
    assertThat(usual.wish("sip:hall@10.0.0.1").protection()).isEqualTo(Protection.NONE);
    assertThat(usual.wish("sip:hall@10.0.0.1;transport=TLS").protection())
        .isEqualTo(Protection.OFFERED);
    assertThat(usual.wish("sips:hall@10.0.0.1").encodings()).containsExactly(SoundEncoding.PCMA);
    assertThat(CallsSettings.of(Map.of("encryption", "required")).wish("sip:a@b").protection())
        .isEqualTo(Protection.REQUIRED);
  }

  private static void refused(Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> CallsSettings.of(settings))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(sentence);
  }
}
