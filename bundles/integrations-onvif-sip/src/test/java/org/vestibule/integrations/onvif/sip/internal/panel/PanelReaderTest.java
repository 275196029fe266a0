// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderDisplay.Light;
import org.vestibule.api.door.ReaderFront;

/** A station shows what its door's access panel wants, and gives it the keys that it takes. */
class PanelReaderTest extends PanelFixture {
  private final List<String> typed = new ArrayList<>();
  private volatile boolean takes;
  private volatile ReaderDisplay display = ReaderDisplay.DARK;
  private final ReaderFront panel =
      new ReaderFront() {
        @Override
        public Optional<ReaderDisplay> display(DoorId door) {
          return door.value().equals("front-door") ? Optional.of(display) : Optional.empty();
        }

        @Override
        public boolean keyed(DoorId door, String keys) {
          boolean taken = takes && door.value().equals("front-door");
          if (taken) {
            typed.add(keys);
          }
          return taken;
        }
      };

  @Test
  void withoutAReaderThereIsNothingToShowAndNobodyForKeys() throws Exception {
    assertThat(code(get("front/reader", front))).isEqualTo("404 no-reader");
    assertThat(code(keys("front/keys", "{\"keys\":\"4711\"}"))).isEqualTo("409 keys-not-taken");
    servlet.setFront(panel);
    assertThat(code(get("side/reader", token("side")))).isEqualTo("404 no-reader");
    assertThat(code(keys("front/keys", "{\"keys\":\"4711\"}"))).isEqualTo("409 keys-not-taken");
    assertThat(code(keys("front/keys", "{\"keys\":\"open\"}"))).isEqualTo("400 keys-invalid");
    assertThat(code(keys("front/reader", ""))).isEqualTo("405 method-not-allowed");
    assertThat(get("front/reader", "wrong").statusCode()).isEqualTo(401);
    assertThat(typed).isEmpty();
  }

  @Test
  void whatThePanelWantsIsShownAloneAndInAVisit() throws Exception {
    servlet.setFront(panel);
    String visit = press("");
    assertThat(new String(get("front/reader", front).body()))
        .isEqualTo("{\"light\":\"dark\",\"blinking\":false,\"beeping\":false,\"text\":\"\"}");
    display = new ReaderDisplay(Optional.of(Light.AMBER), true, true, "WAIT");
    assertThat(json(get("front/visits/" + visit, front)).path("reader").toString())
        .isEqualTo("{\"light\":\"amber\",\"blinking\":true,\"beeping\":true,\"text\":\"WAIT\"}");
    servlet.unsetFront(panel);
    assertThat(json(get("front/visits/" + visit, front)).has("reader")).isFalse();
  }

  @Test
  void keysThatThePanelTakesAreForNobodyElse() throws Exception {
    servlet.setFront(panel);
    takes = true;
    assertThat(keys("front/keys", "{\"keys\":\"12#\"}").statusCode()).isEqualTo(204);
    String visit = press("");
    assertThat(keys("front/visits/" + visit + "/keys", "{\"keys\":\"4711\"}").statusCode())
        .isEqualTo(204);
    assertThat(typed).containsExactly("12#", "4711");
  }

  private HttpResponse<byte[]> keys(String path, String body) throws Exception {
    return post(path, BodyPublishers.ofString(body), front);
  }
}
