// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights.CodeAnswer;

/** Whatever is entered at a door that is not a code, a call for help or a pass opens nothing. */
class CheckFuzzTest {
  private static Bench bench;
  private static String number;
  private static String picture;

  @BeforeAll
  static void begin() throws VestibuleException {
    bench = new Bench();
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    var issued = bench.pass(5);
    number = issued.number();
    picture = issued.picture();
  }

  @AfterAll
  static void end() {
    bench.close();
  }

  @FuzzTest
  void check(byte[] bytes) {
    String entry = new String(bytes, StandardCharsets.UTF_8);
    CodeAnswer anybody = enter(Optional.empty(), entry);
    if (anybody instanceof CodeAnswer.Code code) {
      assertThat(code.person()).isEqualTo(bench.ada);
      String[] parts = entry.strip().replaceFirst("[*#]+$", "").split("[*#]", 2);
      assertThat(parts[0].strip()).isEqualTo("12");
      assertThat(parts[1]).isIn("4711", "4712");
    } else if (anybody instanceof CodeAnswer.PassShown) {
      assertThat(entry.toUpperCase()).containsAnyOf(number, picture);
    }
    if (enter(Optional.of(bench.ada), entry) instanceof CodeAnswer.Code) {
      assertThat(entry.strip()).isIn("4711", "4712");
    }
    assertThat(enter(Optional.of(bench.cleo), entry)).isNotInstanceOf(CodeAnswer.Code.class);
  }

  /** Each at another door and time, so that no lock-out hides what is looked at. */
  private static CodeAnswer enter(Optional<PersonId> person, String entry) {
    bench.now = bench.now.plusSeconds(700);
    return bench.gate.check(new DoorId("d"), person, entry, bench.now);
  }
}
