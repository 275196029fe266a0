// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editing the list of those who may sign. */
class TrustTest {
  @TempDir Path data;
  private String key;

  @BeforeEach
  void makeKey() throws Exception {
    Told made = Told.on(data, "key", "new", data.resolve("builder.key"), "--json");
    key = made.json().path("signer").path("key").asText();
  }

  @Test
  void aFileThatCannotBeReadIsNotOverwritten() throws Exception {
    Path file = Files.createDirectories(data.resolve("trust")).resolve("signers.json");
    Files.writeString(file, "{\"signers\": [], \"revokd\": []}");
    Told told = Told.on(data, "trust", "add", "builder", "--key", key);
    assertThat(told.refusal()).isEqualTo("1 model-trust-invalid");
    assertThat(told.err()).contains("revokd", "remedy:");
    assertThat(file).hasContent("{\"signers\": [], \"revokd\": []}");
  }

  @Test
  void whatTheGatewayWouldNotReadIsNotWritten() throws Exception {
    assertThat(Told.on(data, "trust", "add", "builder", "--key", key, "--role", "king").refusal())
        .isEqualTo("1 model-trust-invalid");
    assertThat(Told.on(data, "trust", "add", "builder", "--key", key, "--slots", "A B").refusal())
        .isEqualTo("1 model-trust-invalid");
    assertThat(Told.on(data, "trust", "add", "builder", "--key", "nonsense").refusal())
        .isEqualTo("1 signing-key-invalid");
    assertThat(Told.on(data, "trust", "revoke", "nobody", "--reason", "x").refusal())
        .isEqualTo("1 model-signer-unknown");
    assertThat(data.resolve("trust/signers.json")).doesNotExist();
    assertThat(Told.on(data, "trust", "list").out()).contains("Nobody is trusted");
  }

  @Test
  void aSignerComesIsRestrictedAndIsRevoked() throws Exception {
    assertThat(Told.on(data, "trust", "add", "builder", "--key", key, "--role", "trial").exit())
        .isZero();
    Path pem = data.resolve("builder.key");
    Told again =
        Told.on(data, "trust", "add", "builder", "--key", pem, "--slots", "speech,sentence");
    assertThat(again.out()).contains("release", "speech, sentence");
    Told list = Told.on(data, "trust", "list", "--json");
    assertThat(list.json()).hasSize(1);
    assertThat(list.json().path(0).path("slots").path(1).asText()).isEqualTo("sentence");
    String keyId = list.json().path(0).path("keyId").asText();

    assertThat(Told.on(data, "trust", "revoke", "builder", "--reason", "laptop lost").exit())
        .isZero();
    String since = revoked();
    assertThat(since).contains("laptop lost");
    assertThat(Told.on(data, "trust", "revoke", keyId, "--reason", "another").exit()).isZero();
    assertThat(revoked()).as("the first instant counts").isEqualTo(since);
    assertThat(Told.on(data, "trust", "add", "builder", "--key", key).out())
        .contains("stays revoked");
  }

  @Test
  void nothingButTheFileIsLeft() throws Exception {
    Told.on(data, "trust", "add", "builder", "--key", key);
    Told.on(data, "trust", "add", "other", "--key", key, "--role", "king");
    try (Stream<Path> files = Files.list(data.resolve("trust"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("signers.json", ".lock");
    }
  }

  private String revoked() throws Exception {
    return Told.on(data, "trust", "list", "--json").json().path(0).path("revoked").asText();
  }
}
