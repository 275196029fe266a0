// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;

class HouseDatabaseTest {
  private static final long RESERVE = 1000;

  @TempDir Path data;
  private final AtomicLong usable = new AtomicLong(1_000_000);
  private HouseDatabase database;

  @BeforeEach
  void open() throws Exception {
    FaultyDisk.insert(data.resolve("none"));
    database = open("retry");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private HouseDatabase open(String scheme) throws IOException {
    return new HouseDatabase(
        new StoreFolder(data), scheme, Clock.systemUTC(), new Reserve(usable::get, RESERVE));
  }

  private void reopen(String scheme) throws Exception {
    database.close();
    FaultyDisk.insert(file());
    database = open(scheme);
  }

  private Path file() {
    return data.resolve("store/house.mv.db");
  }

  private void put(String item) throws VestibuleException {
    database.write(connection -> insert(connection, item));
  }

  private static Void insert(Connection connection, String item) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into shelf values ('s', ?, ?)")) {
      insert.setString(1, item);
      insert.setBytes(2, new byte[100]);
      insert.executeUpdate();
    }
    return null;
  }

  private int count() throws VestibuleException {
    return count(database);
  }

  private static int count(HouseDatabase any) throws VestibuleException {
    return any.read(HouseDatabaseTest::count);
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from shelf")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private void unavailable(Consumer<String> sentence) {
    Status status = database.status();
    assertThat(status.state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(status.cause()).isEqualTo(Status.Cause.STORAGE);
    sentence.accept(status.sentence());
  }

  @Test
  void aNewHouseIsFoundedForItsOwnerOnly() throws Exception {
    assertThat(count()).isZero();
    assertThat(database.status().state()).isEqualTo(Status.State.READY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("store"))))
        .isEqualTo("rwx------");
    try (var files = Files.list(data.resolve("store"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void whatWasWrittenIsThereAfterAStart() throws Exception {
    put("a");
    reopen("retry");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void whatACrashLeftOfACopyIsRemovedAtTheNextStart() throws Exception {
    put("a");
    database.close();
    Path left = Files.copy(file(), data.resolve("store/house-prepared.mv.db"));
    database = open("retry");
    assertThat(count()).isEqualTo(1);
    assertThat(left).doesNotExist();
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws Exception {
    put("a");
    refused(
        () ->
            database.write(
                connection -> {
                  insert(connection, "b");
                  return insert(connection, "a");
                }),
        "storage-failed");
    assertThatThrownBy(
            () ->
                database.write(
                    connection -> {
                      insert(connection, "c");
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isEqualTo(1);
    assertThat(database.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aReaderSeesOneMomentWhateverIsWrittenMeanwhile() throws Exception {
    put("a");
    int[] counts =
        database.read(
            connection -> {
              int before = count(connection);
              Thread other =
                  new Thread(
                      () -> {
                        try {
                          put("b");
                        } catch (VestibuleException e) {
                          throw new IllegalStateException(e);
                        }
                      });
              other.start();
              try {
                other.join();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new int[] {before, count(connection)};
            });
    assertThat(counts).containsExactly(1, 1);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aTransactionWithinAnotherIsAMistake() {
    assertThatThrownBy(() -> database.write(connection -> database.write(inner -> null)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> database.read(connection -> database.write(inner -> null)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptedThreadNeitherLosesItsTransactionNorHurtsAnybody() throws Exception {
    put("a");
    Thread.currentThread().interrupt();
    put("b");
    assertThat(Thread.interrupted()).isTrue();
    database.write(
        connection -> {
          Thread.currentThread().interrupt();
          return insert(connection, "c");
        });
    Thread.interrupted();
    assertThat(count()).isEqualTo(3);
    reopen("retry");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aSecondGatewayOnTheSameFolderIsRefusedAndHelpedOnceTheFirstHasGone() throws Exception {
    put("a");
    try (HouseDatabase second = open("retry")) {
      refused(() -> second.read(HouseDatabaseTest::count), "storage-failed");
      assertThat(second.status().sentence()).contains("Another gateway");
      database.close();
      assertThat(count(second)).isEqualTo(1);
      assertThat(second.status().state()).isEqualTo(Status.State.READY);
    }
  }

  @Test
  void aLaterVersionIsLeftAsItIs() throws Exception {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(
                "insert into \"schema_history\" select 99, '99', \"description\", \"type\","
                    + " \"script\", \"checksum\", \"installed_by\", \"installed_on\","
                    + " \"execution_time\", \"success\" from \"schema_history\" where"
                    + " \"version\" = '1'");
          }
        });
    database.close();
    byte[] before = Files.readAllBytes(file());
    database = open("retry");
    refused(this::count, "storage-failed");
    unavailable(sentence -> assertThat(sentence).contains("99", "nothing was changed"));
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aBrokenFileIsKeptAndNoEmptyDatabaseTakesItsPlace() throws Exception {
    put("a");
    database.close();
    byte[] broken = new byte[20_000];
    new Random(1).nextBytes(broken);
    Files.write(file(), broken);
    database = open("retry");
    refused(this::count, "storage-failed");
    refused(() -> put("b"), "storage-failed");
    unavailable(sentence -> assertThat(sentence).contains("store/house-broken-"));
    try (var files = Files.list(data.resolve("store"))) {
      assertThat(files.filter(each -> each.getFileName().toString().startsWith("house-broken-")))
          .singleElement()
          .satisfies(kept -> assertThat(kept).hasBinaryContent(broken));
    }
    reopen("retry");
    refused(this::count, "storage-failed");
    unavailable(sentence -> assertThat(sentence).contains("restore a backup"));
    assertThat(file()).doesNotExist();
  }

  @Test
  void aDatabaseThatIsGoneIsNotReplacedByAnEmptyOne() throws Exception {
    put("a");
    database.close();
    Files.delete(file());
    database = open("retry");
    refused(this::count, "storage-failed");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aDiskWithoutReserveTakesNothingNewAndReadsGoOn() throws Exception {
    put("a");
    usable.set(RESERVE - 1);
    refused(() -> put("b"), "storage-full");
    assertThat(count()).isEqualTo(1);
    assertThat(database.status().state()).isEqualTo(Status.State.DEGRADED);
    database.recover();
    assertThat(database.status().state()).isEqualTo(Status.State.DEGRADED);
    usable.set(RESERVE);
    database.recover();
    assertThat(database.status().state()).isEqualTo(Status.State.READY);
    put("b");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aDiskThatIsFullInTheMiddleOfAWriteTakesNothingNewAndReadsGoOn() throws Exception {
    put("a");
    reopen(FaultyDisk.SCHEME);
    put("b");
    FaultyDisk.full(true);
    refused(() -> put("c"), "storage-full");
    assertThat(count()).isEqualTo(2);
    refused(() -> put("c"), "storage-full");
    assertThat(count()).isEqualTo(2);
    refused(database::recover, "storage-full");
    assertThat(database.status().state()).isEqualTo(Status.State.DEGRADED);
    FaultyDisk.full(false);
    database.recover();
    assertThat(database.status().state()).isEqualTo(Status.State.READY);
    put("c");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void whatTheDiskDidNotConfirmIsNotAcknowledged() throws Exception {
    put("a");
    reopen(FaultyDisk.SCHEME);
    put("b");
    FaultyDisk.brokenForce(true);
    refused(() -> put("c"), "storage-failed");
    FaultyDisk.brokenForce(false);
    put("d");
    assertThat(count()).isBetween(3, 4);
  }

  @Test
  void powerLostAtAnyMomentLosesNothingThatWasAcknowledged() throws Exception {
    put("begin");
    reopen(FaultyDisk.SCHEME);
    Random random = new Random(6);
    for (int i = 0; i < 25; i++) {
      put("item-" + i);
      assertThat(FaultyDisk.unforced()).isZero();
      int acknowledged = i + 2;
      byte[] image =
          database.write(
              connection -> {
                insert(connection, "lost");
                connection.commit();
                // By itself H2 forces nothing when it commits.
                assertThat(FaultyDisk.unforced()).isPositive();
                byte[] now = FaultyDisk.afterPowerLoss(random);
                try (Statement statement = connection.createStatement()) {
                  statement.execute("delete from shelf where item = 'lost'");
                }
                return now;
              });
      assertThat(FaultyDisk.unforced()).isZero();
      survives(image, acknowledged);
    }
  }

  private void survives(byte[] image, int acknowledged) throws Exception {
    Path other = Files.createTempDirectory(data, "power");
    Files.createDirectories(other.resolve("store"));
    Files.write(other.resolve("store/house.mv.db"), image);
    try (HouseDatabase after =
        new HouseDatabase(
            new StoreFolder(other),
            "retry",
            Clock.systemUTC(),
            new Reserve(usable::get, RESERVE))) {
      assertThat(count(after)).isBetween(acknowledged, acknowledged + 1);
    }
  }
}
