// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;
import org.vestibule.store.internal.Fuse;
import org.vestibule.store.internal.PaperTrail;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.shelf.HouseShelves;
import org.vestibule.store.internal.vault.FakeVault;

/** Passwords of other systems: kept sealed, known by name. */
class HouseSecretsTest {
  private static final byte[] VALUE = "correct horse battery".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private final PaperTrail audit = new PaperTrail(new Fuse());
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Consumer<String> listener = name -> {};
  private TestHouse house;
  private HouseShelves shelves;
  private HouseSecrets secrets;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    shelves = new HouseShelves(house.database(), vault);
    secrets =
        new HouseSecrets(
            shelves,
            new SecretParts(
                shelves, () -> Stream.of(List.of("device"), List.of("message", "mqtt"))),
            name -> {
              listener.accept(name);
              told.add(name);
            });
    secrets.audit = audit;
  }

  @AfterEach
  void close() throws Exception {
    secrets.stop();
    house.close();
  }

  @Test
  void valuesOutOfBoundsAreRefusedAndNobodyIsTold() throws Exception {
    refused(() -> secrets.put("mqtt", new byte[0]), "value-empty");
    refused(() -> secrets.put("mqtt", new byte[Secrets.MAX_BYTES + 1]), "value-too-long");
    for (String name : new String[] {"", "MQTT", "a/b", "../mqtt", "a".repeat(64)}) {
      assertThatThrownBy(() -> secrets.put(name, VALUE))
          .isInstanceOf(IllegalArgumentException.class);
    }
    secrets.put("mqtt", new byte[Secrets.MAX_BYTES]);
    assertThat(told).containsExactly("mqtt");
  }

  @Test
  void whatTheAuditCannotTakeDoesNotHappen() throws Exception {
    secrets.put("mqtt", VALUE);
    audit.broken(true);
    refused(
        () -> secrets.put("mqtt", "other".getBytes(StandardCharsets.UTF_8)), "audit-unwritable");
    refused(() -> secrets.remove("mqtt"), "audit-unwritable");
    secrets.audit = null;
    refused(() -> secrets.remove("mqtt"), "audit-unwritable");
    assertThat(secrets.get("mqtt")).hasValue(VALUE);
    assertThat(told).containsExactly("mqtt");
  }

  @Test
  void lockedVaultGivesNoSecretAndStillNamesThem() throws Exception {
    secrets.put("mqtt", VALUE);
    vault.open(false);
    refused(() -> secrets.get("mqtt"), "vault-locked");
    refused(() -> secrets.put("coap", VALUE), "vault-locked");
    assertThat(secrets.names()).containsExactly("mqtt");
    assertThat(secrets.remove("mqtt")).isTrue();
  }

  @Test
  void whatIsNotThereIsNotRemovedAndNotWrittenDown() throws Exception {
    assertThat(secrets.get("mqtt")).isEmpty();
    assertThat(secrets.remove("mqtt")).isFalse();
    assertThat(audit.actions()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void eachChangeIsWrittenDownByNameAndTold() throws Exception {
    secrets.put("mqtt", VALUE);
    secrets.put("coap-lift", VALUE);
    assertThat(secrets.names()).containsExactly("coap-lift", "mqtt");
    assertThat(secrets.remove("mqtt")).isTrue();
    assertThat(secrets.get("mqtt")).isEmpty();
    assertThat(secrets.get("coap-lift")).hasValue(VALUE);
    assertThat(audit.actions()).containsExactly("secret-put", "secret-put", "secret-removed");
    assertThat(audit.text()).contains("mqtt").doesNotContain("correct horse");
    assertThat(told).containsExactly("mqtt", "coap-lift", "mqtt");
  }

  @Test
  void aPartDoesNotGetTheSecretOfAnotherOne() throws Exception {
    PartSecrets device = new PartSecrets(secrets, "device");
    PartSecrets message = new PartSecrets(secrets, "message");
    secrets.put("mqtt-password", VALUE);
    secrets.put("lift", VALUE);
    assertThat(message.get("lift")).hasValue(VALUE);
    for (String name : new String[] {"mqtt-password", "lift"}) {
      assertThatThrownBy(() -> device.get(name))
          .isInstanceOf(VestibuleException.class)
          .hasMessageContaining("secret " + name)
          .hasMessageContaining("only message")
          .hasMessageContaining("begins with device-")
          .hasMessageNotContaining("correct horse");
    }
    assertThat(message.get("mqtt-password")).hasValue(VALUE);
    assertThat(new PartSecrets(secrets, "device").get("none-such")).isEmpty();
  }

  @Test
  void toWhomASecretBelongsOutlivesARestartAndANewValueAndEndsWithIt() throws Exception {
    secrets.put("lift", VALUE);
    assertThat(new PartSecrets(secrets, "message").get("lift")).hasValue(VALUE);
    secrets.put("lift", VALUE);
    HouseSecrets again =
        new HouseSecrets(shelves, new SecretParts(shelves, Stream::empty), name -> {});
    again.audit = audit;
    try {
      PartSecrets device = new PartSecrets(again, "device");
      refused(() -> device.get("lift"), "secret-of-another-part");
      assertThat(again.remove("lift")).isTrue();
      again.put("lift", VALUE);
      assertThat(device.get("lift")).hasValue(VALUE);
    } finally {
      again.stop();
    }
  }

  @Test
  void aNameFromBeforeThePartsBelongsToThePartWhoseWordItBegins() throws Exception {
    shelves.put("secrets", "mqtt-password", VALUE);
    shelves.put("secrets", "lift", VALUE);
    PartSecrets device = new PartSecrets(secrets, "device");
    refused(() -> device.get("mqtt-password"), "secret-of-another-part");
    assertThat(new PartSecrets(secrets, "message").get("mqtt-password")).hasValue(VALUE);
    // No part has the word: it goes on with whoever uses it.
    assertThat(device.get("lift")).hasValue(VALUE);
  }

  @Test
  void whatAPartHasItKeepsThoughItsNameBeginsWithTheWordOfAnother() throws Exception {
    shelves.put("secrets", "mqtt-door", VALUE);
    shelves.put("secret-parts", "mqtt-door", "device".getBytes(StandardCharsets.UTF_8));
    PartSecrets device = new PartSecrets(secrets, "device");
    assertThat(device.get("mqtt-door")).hasValue(VALUE);
    secrets.put("mqtt-door", VALUE);
    assertThat(device.get("mqtt-door")).hasValue(VALUE);
  }

  @Test
  void whoeverIsToldFindsTheNewValueAlready() throws Exception {
    BlockingQueue<byte[]> found = new LinkedBlockingQueue<>();
    listener =
        name -> {
          try {
            secrets.get(name).ifPresent(found::add);
          } catch (VestibuleException e) {
            throw new AssertionError(e);
          }
        };
    secrets.put("mqtt", VALUE);
    assertThat(found.poll()).isEqualTo(VALUE);
  }

  @Test
  void openedVaultIsToldOnAnotherThread() throws Exception {
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    listener = name -> threads.add(Thread.currentThread());
    secrets.vaultOpened();
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(threads.poll()).isNotSameAs(Thread.currentThread());
  }

  @Test
  void noSecretLiesInClearOnTheDisk() throws Exception {
    secrets.put("mqtt", VALUE);
    house.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("correct horse");
      }
    }
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
