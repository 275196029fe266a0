// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;

/** What is wrong with a configuration is said by key, value, bound and example. */
class CoapSettingsTest {
  @Test
  void nothingIsOpenUnlessSomebodySaysSo() throws Exception {
    CoapSettings settings = CoapSettings.of(Map.of());
    assertThat(settings.listening().off()).isTrue();
    assertThat(settings.commands()).isFalse();
    assertThat(settings.plainGrants()).isEmpty();
    assertThat(settings.listening().address().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "address, localhost.example, an address in numbers",
    "address, 224.0.1.187, an address in numbers",
    "port, 70000, a whole number",
    "blockSize, 500, '64, 128, 256, 512 or 1024'",
    "observers, 0, a whole number",
    "commands, yes, on or off",
    "plainRoles, king, a role",
    "plainRoles, system:door, a role",
    "plainRoles, system:door:, a role",
    "privateKey, MIGHAgEAMBMGByqGSM49, secret:NAME",
    "secureport, 5684, securePort"
  })
  void whatIsImpossibleIsRefusedByName(String key, String value, String allowed) {
    assertThatThrownBy(() -> CoapSettings.of(Map.of(key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(allowed);
  }

  @Test
  void aKeyInClearIsNotShown() {
    assertThatThrownBy(() -> CoapSettings.of(Map.of("privateKey", "MIGHAgEAMBMGByqGSM49")))
        .hasMessageNotContaining("MIGHAgEAMBMGByqGSM49");
    assertThatThrownBy(() -> PeerSettings.of(Map.of("name", "lift", "key", "sesame-sesame-sesame")))
        .hasMessageContaining("secret:NAME")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void plainCoapBeyondThisMachineNeedsAWordAndHasNoRoles() throws Exception {
    Map<String, Object> open = Map.of("address", "0.0.0.0", "port", 5683);
    assertThatThrownBy(() -> CoapSettings.of(open)).hasMessageContaining("allowInsecure");
    assertThat(CoapSettings.of(Map.of("address", "0.0.0.0", "securePort", 5684)).listening().off())
        .isFalse();
    assertThat(
            CoapSettings.of(Map.of("address", "0.0.0.0", "port", 5683, "allowInsecure", true))
                .listening()
                .port())
        .isEqualTo(5683);
    assertThatThrownBy(
            () ->
                CoapSettings.of(
                    Map.of(
                        "address",
                        "0.0.0.0",
                        "port",
                        5683,
                        "allowInsecure",
                        true,
                        "plainRoles",
                        "system")))
        .hasMessageContaining("plainRoles");
    assertThatThrownBy(() -> CoapSettings.of(Map.of("port", 5684, "securePort", 5684)))
        .hasMessageContaining("securePort");
  }

  @Test
  void grantsAreReadAsAccessWritesThem() throws Exception {
    PeerSettings peer =
        PeerSettings.of(
            Map.of(
                "name",
                "lift",
                "key",
                "secret:lift",
                "roles",
                "system, manager:door:front-door:station:yard"));
    assertThat(peer.grants())
        .containsExactlyInAnyOrder(
            Grant.of(Role.SYSTEM),
            new Grant(
                Role.MANAGER, Set.of(new DoorId("front-door")), Set.of(new StationId("yard"))));
    assertThat(peer.proof()).isEqualTo(new PeerSettings.Proof.SharedKey("lift", "lift"));
    assertThat(peer.perSecond()).isEqualTo(20);
  }

  @Test
  void aPeerProvesItselfInExactlyOneWay() {
    assertThatThrownBy(() -> PeerSettings.of(Map.of("name", "lift")))
        .hasMessageContaining("0 proofs");
    assertThatThrownBy(
            () -> PeerSettings.of(Map.of("name", "lift", "key", "secret:a", "certificate", "CN=a")))
        .hasMessageContaining("2 proofs");
    assertThatThrownBy(() -> PeerSettings.of(Map.of("name", "lift", "publicKey", "AAAA")))
        .hasMessageContaining("publicKey");
    assertThatThrownBy(() -> PeerSettings.of(Map.of("name", "lift", "certificate", "CN=a")))
        .hasMessageContaining("trustFile");
    assertThatThrownBy(
            () ->
                PeerSettings.of(
                    Map.of("name", "lift", "certificate", "CN=a", "trustFile", "/no/such/file")))
        .hasMessageContaining("trustFile");
  }

  @Test
  void twoPeersNeverShareAProof() {
    CoapPeers peers = new CoapPeers();
    peers.update("one", Map.of("name", "lift", "key", "secret:a", "identity", "x"));
    peers.update("two", Map.of("name", "boiler", "key", "secret:b", "identity", "x"));
    assertThat(peers.problem().orElseThrow()).contains("'boiler'", "'lift'");
    assertThat(peers.book().identity("x").orElseThrow().name()).isEqualTo("lift");
    peers.update("two", Map.of("name", "boiler", "key", "secret:b", "identity", "y"));
    assertThat(peers.problem()).isEmpty();
    assertThat(peers.book().size()).isEqualTo(2);
  }
}
