// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.vault.SubjectKeys;
import org.vestibule.store.internal.vault.VaultComponent;

/**
 * The process that is killed: events come, one sink reads all and confirms none, so that all are
 * kept; what it was given goes into a journal at once. A second sink confirms what it reads.
 */
public final class OutboxVictim {
  private OutboxVictim() {}

  /** Goes on until it is killed: folder, journal, first number. */
  public static void main(String... arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    StoredOutbox stored = open(home);
    OutboxCursor all = stored.outbox().open("all", OutboxWish.everything());
    OutboxCursor some = stored.outbox().open("some", OutboxWish.everything());
    Thread reader = new Thread(() -> read(all, Path.of(arguments[1])));
    reader.setDaemon(true);
    reader.start();
    Random random = new Random();
    for (int number = Integer.parseInt(arguments[2]); ; number++) {
      stored.on(OutboxHouse.alarm("door-" + random.nextInt(5), number));
      for (OutboxEntry each : some.next(10, Duration.ZERO)) {
        some.confirm(each);
      }
    }
  }

  /** Opens an outbox with a vault whose keys are the same in each process. */
  static StoredOutbox open(Path home) throws Exception {
    VaultComponent vault =
        new VaultComponent(home.resolve("data"), home.resolve("data.key"), Clock.systemUTC());
    vault.configure(Map.of());
    StoredOutbox stored =
        new StoredOutbox(
            home.resolve("data"),
            new SubjectKeys(vault),
            List::of,
            new Reserve(() -> Long.MAX_VALUE, 0),
            Clock.systemUTC());
    stored.start();
    return stored;
  }

  private static void read(OutboxCursor cursor, Path journal) {
    try (RandomAccessFile out = new RandomAccessFile(journal.toFile(), "rw")) {
      out.seek(out.length());
      while (true) {
        StringBuilder lines = new StringBuilder();
        for (OutboxEntry each : cursor.next(100, Duration.ofSeconds(1))) {
          int number = OutboxHouse.numbers(List.of(each)).get(0);
          lines.append(each.id()).append(' ').append(number).append('\n');
        }
        out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
