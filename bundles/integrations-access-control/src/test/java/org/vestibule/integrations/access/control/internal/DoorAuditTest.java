// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

/** Lines about doors on their way to the audit. */
class DoorAuditTest {
  private final DoorAudit audit = new DoorAudit();
  private final Trail trail = new Trail();

  @Test
  void linesWaitForAnAuditThatIsReplacedAndLostOnesAreCounted() throws Exception {
    audit.open();
    for (int i = 0; i < DoorAudit.MOST_WAITING + 3; i++) {
      audit.note("door-alarm-raised", Map.of("line", Integer.toString(i)));
    }
    assertThat(audit.lost()).isEqualTo(3);
    audit.setTrail(trail);
    for (int i = 0; i < DoorAudit.MOST_WAITING; i++) {
      assertThat(trail.next()).isEqualTo("door-alarm-raised {line=" + i + "}");
    }
    audit.close();
  }

  @Test
  void whatWaitsIsWrittenBeforeTheEndAndAFullDiskEndsNothing() throws Exception {
    trail.fill();
    audit.setTrail(trail);
    audit.note("lost", Map.of());
    audit.open();
    assertThatThrownBy(() -> audit.require("door-held", Map.of()))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-unwritable"));
    Trail next = new Trail();
    audit.setTrail(next);
    audit.unsetTrail(trail);
    audit.note("kept", Map.of());
    audit.close();
    String line = next.next();
    assertThat(line.equals("lost {}") ? next.next() : line).isEqualTo("kept {}");
  }
}
