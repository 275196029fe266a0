// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** A file that has grown by what was written over becomes small again while it is in use. */
class ShrinkTest {
  private static final int ITEMS = 20;

  @TempDir Path data;
  private final AtomicLong usable = new AtomicLong(1L << 40);
  private HouseDatabase database;

  @BeforeEach
  void grow() throws Exception {
    database =
        new HouseDatabase(
            new StoreFolder(data), "retry", Clock.systemUTC(), new Reserve(usable::get, 1000));
    for (int i = 0; i < 10 * ITEMS; i++) {
      put("item-" + i % ITEMS, i);
    }
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @Test
  void withoutRoomForACopyItStaysAsItIs() throws Exception {
    usable.set(5000);
    assertThatThrownBy(() -> database.shrink(0))
        .hasFieldOrPropertyWithValue("code", "storage-full");
    assertThat(count()).isEqualTo(ITEMS);
    assertThat(data.resolve("store/house-shrunk.mv.db")).doesNotExist();
  }

  @Test
  void itHoldsTheSameInLessAndGoesOn() throws Exception {
    long before = size();
    assertThat(database.shrink(0)).isTrue();
    assertThat(size()).isLessThan(before / 2);
    assertThat(count()).isEqualTo(ITEMS);
    put("another", 1);
    assertThat(count()).isEqualTo(ITEMS + 1);
    assertThat(Files.getPosixFilePermissions(data.resolve("store/house.mv.db")))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    assertThat(data.resolve("store/house-shrunk.mv.db")).doesNotExist();
  }

  @Test
  void aSmallFileAndOneThatWasJustMadeSmallerAreLeftAlone() throws Exception {
    assertThat(database.shrink(size() + 1)).isFalse();
    assertThat(database.shrink(0)).isTrue();
    assertThat(database.shrink(0)).isFalse();
  }

  private long size() throws IOException {
    return Files.size(data.resolve("store/house.mv.db"));
  }

  private void put(String item, int value) throws VestibuleException {
    database.write(
        connection -> {
          try (PreparedStatement merge =
              connection.prepareStatement(
                  "merge into shelf (shelf, item, sealed) key (shelf, item) values ('s', ?, ?)")) {
            merge.setString(1, item);
            merge.setBytes(2, new byte[] {(byte) value});
            return merge.executeUpdate();
          }
        });
  }

  private int count() throws VestibuleException {
    return database.read(
        connection -> {
          try (ResultSet rows =
              connection.createStatement().executeQuery("select count(*) from shelf")) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }
}
