// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.outbox.OutboxEntry;

/** Whatever another release kept: no more leaves than its shape knows, and never a name. */
class EntryFuzzTest {
  private static final List<EventKind> KINDS = new ArrayList<>(EventCatalog.all());

  @FuzzTest
  void entry(FuzzedDataProvider data) {
    EventKind kind = KINDS.get(data.consumeInt(0, KINDS.size() - 1));
    String json = data.consumeRemainingAsString();
    OutboxEntry entry =
        new OutboxEntry(
            1,
            "0d9c-1",
            Instant.EPOCH,
            kind.topic(),
            kind.topic(),
            Optional.empty(),
            json.getBytes(StandardCharsets.UTF_8));
    List<Form> forms;
    try {
      forms = HouseEvents.forms(entry, Examples.BUILDING);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).contains("no JSON").hasSizeLessThan(200);
      return;
    }
    for (Form form : forms) {
      List<String> known = kind.shape().parts().stream().map(part -> part.name()).toList();
      assertThat(known).containsAll(form.event().data()::fieldNames);
      if (!form.classes().contains(DataClass.PERSONAL)) {
        assertThat(form.event().data().findValue("person")).isNull();
        assertThat(form.event().data().findValue("claimedName")).isNull();
      }
    }
  }
}
