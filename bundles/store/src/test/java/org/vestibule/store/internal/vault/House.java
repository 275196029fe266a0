// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** A data folder with a vault that is started and stopped as a gateway would. */
final class House {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
  static final UUID ANNA = new UUID(1, 1);
  static final UUID BEN = new UUID(2, 2);

  /** Stretching a passphrase takes half a second, which no test here is about. */
  private static final int FEW_ITERATIONS = 1000;

  final Path root;
  final Path data;
  final Path keyFile;
  final List<String> audited = new ArrayList<>();
  VaultComponent vault;
  SubjectVault subjects;

  House(Path root) throws IOException {
    this.root = root;
    data = Files.createDirectories(root.resolve("data"));
    keyFile = root.resolve("data.key");
  }

  House start() {
    return start(Map.of());
  }

  House start(Map<String, Object> configuration) {
    vault = new VaultComponent(data, keyFile, CLOCK, FEW_ITERATIONS);
    subjects = new SubjectKeys(vault);
    vault.bindAudit(new Trail());
    vault.configure(configuration);
    return this;
  }

  House stop() {
    vault.stop();
    return this;
  }

  Path keyring() {
    return data.resolve("store/keyring");
  }

  Path mark() {
    return data.resolve("trust/keyring.mark");
  }

  Path device() {
    return data.resolve("secrets/device.p12");
  }

  static Optional<char[]> passphrase(String text) {
    return Optional.of(text.toCharArray());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String refused(Call call) {
    return catchThrowableOfType(VestibuleException.class, call::run).code();
  }

  interface Call {
    void run() throws Exception;
  }

  private final class Trail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details) {
      audited.add(action + " " + new TreeMap<>(details));
      return null;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return 0;
    }
  }
}
