// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights.CodeAnswer;

class CodeTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123",
        "12345678901",
        "12a4",
        "1111",
        "1212",
        "471471",
        "1234",
        "9012",
        "4321",
        "0012",
        "1200",
        "１２３９"
      })
  void aWeakCodeIsRefusedAndNotShown(String code) {
    assertThatThrownBy(() -> bench.desk.setCode(bench.ada, code.toCharArray()))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("code-weak");
              if (code.length() > 3) {
                assertThat(e.getMessage()).doesNotContain(code);
              }
            });
    assertThat(bench.desk.withCode()).isEmpty();
  }

  @Test
  void nobodyGetsACodeWithoutAuditDiskOrVault() {
    bench.audit.unwritable = true;
    assertThatThrownBy(() -> bench.desk.setCode(bench.ada, "4711".toCharArray()))
        .hasMessageContaining("audit");
    bench.audit.unwritable = false;
    assertThatThrownBy(() -> bench.desk.setCode(new PersonId("nobody"), "4711".toCharArray()))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("unknown-person"));
    bench.shelves.locked = true;
    bench.round();
    assertThatThrownBy(() -> bench.desk.setCode(bench.ada, "4711".toCharArray()))
        .hasMessageContaining("vault");
    assertThat(bench.enter(bench.ada, "4711")).isInstanceOf(CodeAnswer.Unavailable.class);
    assertThat(bench.desk.withCode()).isEmpty();
  }

  @Test
  void theCodeIsItsPersonsAloneAndSurvivesLockAndRestart() throws VestibuleException {
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    assertThat(bench.enter(bench.ada, "4711")).isEqualTo(new CodeAnswer.Code(bench.ada, false));
    assertThat(bench.enter(bench.bob, "4711")).isInstanceOf(CodeAnswer.Wrong.class);
    assertThat(bench.enter("12*4711")).isEqualTo(new CodeAnswer.Code(bench.ada, false));
    assertThat(bench.enter("12#4711#")).isEqualTo(new CodeAnswer.Code(bench.ada, false));
    assertThat(bench.enter("7*4711")).isInstanceOf(CodeAnswer.Wrong.class);
    bench.shelves.locked = true;
    bench.round();
    assertThat(bench.enter(bench.ada, "4711")).isInstanceOf(CodeAnswer.Unavailable.class);
    bench.shelves.locked = false;
    bench.round();
    assertThat(bench.enter(bench.ada, "4711")).isInstanceOf(CodeAnswer.Code.class);
    try (Bench next = bench.afterPowerCut()) {
      assertThat(next.enter(next.ada, "4711")).isInstanceOf(CodeAnswer.Code.class);
      assertThat(next.desk.clearCode(next.ada)).isTrue();
      assertThat(next.desk.clearCode(next.ada)).isFalse();
      assertThat(next.enter(next.ada, "4711")).isInstanceOf(CodeAnswer.Wrong.class);
    }
    bench
        .shelves
        .content()
        .forEach(
            (key, value) -> {
              assertThat(key).doesNotContainPattern("\\bada\\b");
              assertThat(new String(value, StandardCharsets.ISO_8859_1))
                  .doesNotContain("4711", "4712");
            });
  }

  @ParameterizedTest
  @CsvSource({"4711, 4712", "4719, 4710", "47119, 47110"})
  void theLastDigitRaisedByOneAsksForHelp(String code, String duress) throws VestibuleException {
    bench.desk.setCode(bench.ada, code.toCharArray());
    assertThat(bench.enter(bench.ada, duress)).isEqualTo(new CodeAnswer.Code(bench.ada, true));
    assertThat(bench.enter("12*" + duress)).isEqualTo(new CodeAnswer.Code(bench.ada, true));
  }

  @Test
  void inOneUnitNoCodeIsAnothersCallForHelp() throws VestibuleException {
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    for (String code : new String[] {"4710", "4711", "4712"}) {
      assertThatThrownBy(() -> bench.desk.setCode(bench.bob, code.toCharArray()))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("code-weak"));
    }
    bench.desk.setCode(bench.bob, "4713".toCharArray());
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    bench.desk.setCode(bench.cleo, "4712".toCharArray());
    assertThat(bench.enter("12*4712")).isEqualTo(new CodeAnswer.Code(bench.ada, true));
    assertThat(bench.enter("12*4713")).isEqualTo(new CodeAnswer.Code(bench.bob, false));
    assertThat(bench.enter("7*4712")).isEqualTo(new CodeAnswer.Code(bench.cleo, false));
  }

  @Test
  void noCodeIsItsOwnCallForHelp() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 10_000; run++) {
      char[] code = new char[4 + random.nextInt(7)];
      for (int i = 0; i < code.length; i++) {
        code[i] = (char) ('0' + random.nextInt(10));
      }
      char[] duress = Codes.duress(code);
      assertThat(duress).as("seed %d run %d", seed, run).isNotEqualTo(code).hasSameSizeAs(code);
      assertThat(CodeForm.digits(duress)).isTrue();
    }
  }

  @Test
  void tooManyWrongOnesLockTheDoorAndThePersonAndNeverTheFace() throws VestibuleException {
    bench.rule("r", "doors", "front-door", "ways", "face; face+code; card+code");
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    for (int left = 4; left > 0; left--) {
      assertThat(bench.enter(bench.ada, "9999")).isEqualTo(new CodeAnswer.Wrong(left));
    }
    Instant until = bench.now.plus(Duration.ofMinutes(5));
    assertThat(bench.enter(bench.ada, "9999")).isEqualTo(new CodeAnswer.LockedOut(until));
    assertThat(bench.enter(bench.ada, "4711")).isEqualTo(new CodeAnswer.LockedOut(until));
    assertThat(bench.enter("00000000")).as("a pass").isInstanceOf(CodeAnswer.LockedOut.class);
    DoorId back = new DoorId("back-door");
    assertThat(bench.gate.check(back, Optional.of(bench.ada), "4711", bench.now))
        .as("at another door")
        .isInstanceOf(CodeAnswer.LockedOut.class);
    assertThat(bench.gate.check(back, Optional.of(bench.bob), "1", bench.now))
        .isInstanceOf(CodeAnswer.Wrong.class);
    assertThat(bench.gate.judge(bench.by(bench.ada, EntryMethod.FACE)))
        .isInstanceOf(Entitlement.Granted.class);
    bench.round();
    assertThat(bench.audit.lines)
        .filteredOn(line -> line.action().equals("entry-locked-out"))
        .extracting(line -> line.details().get("locked"))
        .containsExactly("door", "person");
    try (Bench next = bench.afterPowerCut()) {
      assertThat(next.enter(next.ada, "4711")).isEqualTo(new CodeAnswer.LockedOut(until));
      next.now = until;
      assertThat(next.enter(next.ada, "4711")).isInstanceOf(CodeAnswer.Code.class);
    }
  }

  @Test
  void aForeignPictureIsNoGuess() {
    for (int i = 0; i < 20; i++) {
      assertThat(bench.enter("https://menu.example/" + i)).isEqualTo(new CodeAnswer.Wrong(5));
    }
  }

  @Test
  void aCheckTakesLittleTimeWhateverIsEntered() throws VestibuleException {
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    bench.enter(bench.ada, "4711");
    // Its own time: others may keep the machine busy meanwhile.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 100; i++) {
      bench.enter(bench.ada, "4711");
    }
    long each = (threads.getCurrentThreadCpuTime() - begin) / 100;
    System.out.println("code_check_us=" + each / 1000);
    assertThat(each).isLessThan(Duration.ofMillis(50).toNanos());
  }
}
