// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.OutboxEntry;

/** Somebody else's library reads what we write as CloudEvents. */
class CloudEventReadersTest {
  @Test
  void theSdkReadsEveryFormOfEveryEvent() {
    for (VestibuleEvent event : Examples.events()) {
      OutboxEntry entry = Examples.entry(event);
      for (Form form : HouseEvents.forms(entry, Examples.BUILDING)) {
        io.cloudevents.CloudEvent read = new JsonFormat().deserialize(form.event().json());

        assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(read.getId()).isEqualTo(entry.id());
        assertThat(read.getSource()).isEqualTo(URI.create("/vestibule/" + Examples.BUILDING));
        assertThat(read.getType()).isEqualTo(form.event().type());
        assertThat(read.getSubject()).isEqualTo(entry.key());
        assertThat(read.getTime().withOffsetSameInstant(ZoneOffset.UTC).toInstant())
            .isEqualTo(entry.at());
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getDataSchema()).isEqualTo(URI.create(form.event().dataschema()));
        assertThat(read.getExtension("visit")).isEqualTo(entry.visit().orElse(null));
        assertThat(read.getExtensionNames())
            .containsExactlyElementsOf(entry.visit().map(any -> "visit").stream().toList());
        assertThat(((io.cloudevents.jackson.JsonCloudEventData) read.getData()).getNode())
            .isEqualTo(form.event().data());
      }
    }
  }

  @Test
  void theVisitIsAnExtensionWhereThereIsOne() {
    assertThat(extensions("visit/opened")).containsExactly("visit");
    assertThat(extensions("door/ordered")).containsExactly("visit");
    assertThat(extensions("model/changed")).isEmpty();
  }

  private static Set<String> extensions(String topic) {
    VestibuleEvent event =
        Examples.events().stream().filter(e -> e.topic().equals(topic)).findFirst().orElseThrow();
    byte[] json = HouseEvents.forms(Examples.entry(event), Examples.BUILDING).get(0).event().json();
    return new JsonFormat().deserialize(json).getExtensionNames();
  }
}
