// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class TokenDeskTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Map<String, String> PASSWORDS = Map.of("vms", "secret");

  private final TokenDesk desk = new TokenDesk();

  @Test
  void aTokenIsGoodOnce() throws Exception {
    assertThat(desk.admits(token("vms", "secret", "one", NOW), NOW, PASSWORDS)).isTrue();
    assertThat(desk.admits(token("vms", "secret", "one", NOW), NOW, PASSWORDS)).isFalse();
    assertThat(desk.admits(token("vms", "secret", "two", NOW), NOW, PASSWORDS)).isTrue();
  }

  @Test
  void aTokenIsGoodForFiveMinutes() throws Exception {
    Element early = token("vms", "secret", "one", NOW.minusSeconds(301));
    Element late = token("vms", "secret", "two", NOW.plusSeconds(301));
    Element just = token("vms", "secret", "three", NOW.minusSeconds(299));
    assertThat(desk.admits(early, NOW, PASSWORDS)).isFalse();
    assertThat(desk.admits(late, NOW, PASSWORDS)).isFalse();
    assertThat(desk.admits(just, NOW, PASSWORDS)).isTrue();
  }

  @Test
  void whatIsWrongIsRefused() throws Exception {
    assertThat(desk.admits(token("vms", "guess", "one", NOW), NOW, PASSWORDS)).isFalse();
    assertThat(desk.admits(token("nobody", "secret", "one", NOW), NOW, PASSWORDS)).isFalse();
    assertThat(desk.admits(xml("<UsernameToken/>"), NOW, PASSWORDS)).isFalse();
  }

  private static Element token(String user, String password, String nonce, Instant created)
      throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-1");
    sha.update((nonce + created + password).getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return xml(
        "<UsernameToken><Username>%s</Username><Password>%s</Password><Nonce>%s</Nonce><Created>%s</Created></UsernameToken>"
            .formatted(
                user,
                base64.encodeToString(sha.digest()),
                base64.encodeToString(nonce.getBytes(StandardCharsets.UTF_8)),
                created));
  }

  private static Element xml(String text) throws Exception {
    return Soap.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
