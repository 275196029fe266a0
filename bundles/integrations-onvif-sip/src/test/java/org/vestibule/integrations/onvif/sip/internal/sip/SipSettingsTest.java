// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.sip.FreePorts;

class SipSettingsTest {
  @TempDir Path folder;
  private SipHouse house;

  @BeforeEach
  void make() {
    house = new SipHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static void refused(Map<String, ?> settings, String key) {
    assertThatThrownBy(() -> SipSettings.of(settings))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("configuration-invalid");
              assertThat(e.input()).contains("setting " + key + " of");
            });
  }

  @Test
  void impossibleValuesAreRefusedByName() {
    refused(Map.of("addres", "127.0.0.1"), "addres");
    refused(Map.of("address", "0.0.0.0"), "address");
    refused(Map.of("address", "door.example"), "address");
    refused(Map.of("tlsPort", 5061), "certificateFile");
    refused(Map.of("registrar", "sip:x@pbx", "registrarUser", "d"), "registrar");
    refused(Map.of("registrar", "pbx", "registrarUser", "d"), "registrarPasswordFile");
    refused(Map.of("realm", "a\"b"), "realm");
    refused(Map.of("callSeconds", 9), "callSeconds");
  }

  @Test
  void withoutAConfigurationSipIsOff() {
    assertThat(house.service.status().state()).isEqualTo(State.STOPPED);
    assertThat(house.service.status().cause()).isEqualTo(Cause.DISABLED);
    house.open();
    assertThat(house.agent()).isNotNull();
    house.service.updated(null);
    assertThat(house.agent()).isNull();
    assertThat(house.service.status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void whatDidNotChangeIsNotBegunAnew() throws Exception {
    house.open().phone("flat4");
    UserAgent first = house.agent();
    house.open("calls", "5", "callSeconds", "20").phone("flat5");
    assertThat(house.agent()).isSameAs(first);
    assertThat(first.phones()).containsOnlyKeys("flat4", "flat5");
    house.open("realm", "another");
    assertThat(house.agent()).isNotSameAs(first);
    assertThat(house.offers()).isEqualTo(2);
  }

  @Test
  void theLastGoodConfigurationStays() throws Exception {
    house.open().phone("flat4", "title", "Kitchen");
    house.open("address", "nowhere");
    assertThat(house.agent()).isNotNull();
    assertThat(house.service.status().state()).isEqualTo(State.DEGRADED);
    house.phone("flat4", "title", "Hall", "opens", "perhaps");
    assertThat(house.agent().phones().get("flat4").title()).isEqualTo("Kitchen");
  }

  @Test
  void aBusyPortIsSaidAndTheOldOneStays() throws Exception {
    house.open();
    int busy = FreePorts.row(2);
    try (DatagramSocket other = new DatagramSocket(busy, InetAddress.getLoopbackAddress())) {
      house.service.updated(new Hashtable<>(Map.of("port", other.getLocalPort())));
      assertThat(house.service.status().sentence()).contains("cannot listen there");
      assertThat(house.agent()).isNotNull();
    }
  }

  @Test
  void aPhoneNeedsAPasswordOfSomeLengthAndAUserOfItsOwn() throws Exception {
    Path file = folder.resolve("short");
    Files.writeString(file, "1234567\n");
    assertThatThrownBy(() -> PhoneSettings.of(Map.of("user", "a", "passwordFile", file.toString())))
        .hasMessageContaining("at least 8 characters")
        .message()
        .doesNotContain("1234567");
    assertThatThrownBy(() -> PhoneSettings.of(Map.of("user", "a")))
        .hasMessageContaining("passwordFile");
    house.phone("flat4");
    Path other = folder.resolve("flat4.password");
    house.phones.updated(
        "twin", new Hashtable<>(Map.of("user", "flat4", "passwordFile", other.toString())));
    assertThat(house.phones.problem()).get().asString().contains("a second time");
  }
}
