// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

/** A password that lies among the house's secrets. */
class SealedPasswordTest {
  private static final Path SEALED = Path.of("secret:station-yard");

  @Test
  void saysWhyItCannotBeReadWithoutNamingAFile() {
    SealedPassword locked =
        new SealedPassword(
            name -> {
              throw new VestibuleException(
                  "vault-locked", "secret " + name, "locked", "an open vault", "Open the vault.");
            });
    assertThatThrownBy(() -> locked.read(SEALED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("secret station-yard")
        .hasMessageContaining("Open the vault");
    assertThatThrownBy(() -> SealedPassword.OF_THIS_HOUSE.read(SEALED))
        .hasMessageContaining("nobody keeps secrets");
  }

  @Test
  void isAskedForByItsNameEachTime() throws Exception {
    SealedPassword kept =
        new SealedPassword(name -> ("of " + name).getBytes(StandardCharsets.US_ASCII));
    assertThat(kept.read(SEALED)).asString().isEqualTo("of station-yard");
    assertThat(kept.read(SEALED)).isNotSameAs(kept.read(SEALED));
  }

  @Test
  void isNoFile() {
    assertThat(SealedPassword.is(SEALED)).isTrue();
    assertThat(SealedPassword.is(Path.of("/etc/vestibule/secret:x"))).isFalse();
  }
}
