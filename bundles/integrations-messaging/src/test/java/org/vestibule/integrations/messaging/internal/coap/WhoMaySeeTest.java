// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.File;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.egress.DataClass;

/** What a peer may see is what its roles and the site's rules let it see. */
@Timeout(180)
class WhoMaySeeTest {
  @Test
  void aPeerWithoutARoleSeesNothing() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      for (String path :
          new String[] {
            "/doors",
            "/doors/front-door",
            "/stations",
            "/visits",
            "/visits/v-0",
            "/models",
            "/contract"
          }) {
        assertThat(client.get(house.secureUrl(path)).getCode())
            .as(path)
            .isEqualTo(ResponseCode.FORBIDDEN);
      }
      assertThat(client.get(house.secureUrl("/health")).getResponseText())
          .isEqualTo("{\"ready\":false}");
      HouseOnTest.await(
          "it is in the audit",
          () -> house.audited.contains("coap-refused {before=0, code=forbidden, peer=lift}"));
    }
  }

  @Test
  void aDoorThatOneMayNotSeeLooksLikeNone() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system:door:front-door");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      assertThat(client.get(house.secureUrl("/doors")).getResponseText())
          .contains("front-door")
          .doesNotContain("yard");
      CoapResponse hidden = client.get(house.secureUrl("/doors/yard-door"));
      CoapResponse none = client.get(house.secureUrl("/doors/no-door"));
      assertThat(hidden.getCode()).isEqualTo(ResponseCode.NOT_FOUND);
      assertThat(none.getCode()).isEqualTo(ResponseCode.NOT_FOUND);
      assertThat(hidden.getPayload()).isEqualTo(none.getPayload());
      house.visits = 4;
      assertThat(client.get(house.secureUrl("/visits")).getResponseText())
          .contains("v-0", "v-2")
          .doesNotContain("v-1", "v-3");
    }
  }

  @Test
  void namesNeedARoleAndWordsAnother() throws Exception {
    try (HouseOnTest house =
            new HouseOnTest(Map.of())
                .peer("lift", "system")
                .peer("desk", "manager")
                .peer("office", "system", "data-protection-officer");
        PeerClient lift = PeerClient.keyed("lift", HouseOnTest.KEY);
        PeerClient desk = PeerClient.keyed("desk", HouseOnTest.KEY);
        PeerClient office = PeerClient.keyed("office", HouseOnTest.KEY)) {
      for (String path : new String[] {"/visits", "/visits/v-0"}) {
        String url = house.secureUrl(path);
        assertThat(lift.get(url).getResponseText())
            .contains("v-0", "front-door")
            .doesNotContain(HouseOnTest.NAME, "amina", HouseOnTest.WORDS);
        assertThat(office.get(url).getResponseText())
            .contains(HouseOnTest.NAME)
            .doesNotContain(HouseOnTest.WORDS);
        assertThat(desk.get(url).getResponseText()).contains(HouseOnTest.NAME, HouseOnTest.WORDS);
      }
      house.out.denied.add(DataClass.TRANSCRIPT);
      assertThat(desk.get(house.secureUrl("/visits")).getResponseText())
          .contains(HouseOnTest.NAME)
          .doesNotContain(HouseOnTest.WORDS);
      house.out.denied.add(DataClass.PERSONAL);
      assertThat(desk.get(house.secureUrl("/visits/v-0")).getResponseText())
          .contains("v-0")
          .doesNotContain(HouseOnTest.NAME);
      assertThat(house.messaging.status().sentence())
          .contains("left out", "personal", "transcript");
      house.out.denied.add(DataClass.EVENT);
      assertThat(desk.get(house.secureUrl("/doors")).getCode()).isEqualTo(ResponseCode.FORBIDDEN);
    }
  }

  @Test
  void withoutABrokerOfWhatLeavesNothingIsAnswered() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      house.house.broker = null;
      assertThat(client.get(house.secureUrl("/doors")).getCode())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      assertThat(house.messaging.status().sentence()).contains("feature egress");
    }
  }

  @Test
  void anObserverIsNotToldThatSomethingHappenedElsewhere() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system:door:front-door");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      BlockingQueue<String> heard = client.observe(house.secureUrl("/doors"));
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      house.moved(HouseOnTest.YARD, DoorState.UNLOCKED);
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("front-door", "UNLOCKED");
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void whoLosesItsRoleIsToldNothingMore() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      BlockingQueue<String> heard = client.observe(house.secureUrl("/doors/front-door"));
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      house.peer("lift", "resident");
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("4.03").doesNotContain("LOCKED");
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(client.get(house.secureUrl("/doors")).getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void theSameStateIsNotSentAgain() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      for (int format : new int[] {50, 60, 110, 112}) {
        byte[] tag =
            client
                .send(accepting(format), house.secureUrl("/health"))
                .getOptions()
                .getETags()
                .get(0);
        CoapResponse again = client.send(tagged(format, tag), house.secureUrl("/health"));
        assertThat(again.getCode()).isEqualTo(ResponseCode.VALID);
        assertThat(again.getPayloadSize()).isZero();
      }
      byte[] before =
          client.send(accepting(50), house.secureUrl("/doors")).getOptions().getETags().get(0);
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(client.send(tagged(50, before), house.secureUrl("/doors")).getResponseText())
          .contains("UNLOCKED");
    }
  }

  @Test
  void aFormatThatThereIsNotIsRefusedWithThoseThatThereAre() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      CoapResponse xml = client.send(accepting(41), house.secureUrl("/doors"));
      assertThat(xml.getCode()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
      assertThat(xml.getResponseText()).contains("50, 60, 110, 112");
      CoapResponse senml = client.send(accepting(112), house.secureUrl("/visits"));
      assertThat(senml.getCode()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
      assertThat(senml.getOptions().getContentFormat()).isEqualTo(257);
      assertThat(new CBORMapper().readTree(senml.getPayload()).path("-1").asText())
          .isEqualTo("format-unknown");
      CoapResponse query = client.get(house.secureUrl("/visits?limit=51"));
      assertThat(query.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
      assertThat(new ObjectMapper().readTree(query.getPayload()).path("code").asText())
          .isEqualTo("query-unknown");
    }
  }

  @Test
  void rolesOfPlainCoapCountOnThisMachine() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("plainRoles", "system:door:front-door"));
        PeerClient client = PeerClient.plain()) {
      assertThat(client.get(house.url("/doors")).getResponseText())
          .contains("front-door")
          .doesNotContain("yard");
      Request order = Request.newPost();
      order.getOptions().setContentFormat(50);
      order.setPayload("{\"id\":\"c-1\",\"command\":\"door-open\",\"door\":\"front-door\"}");
      assertThat(client.send(order, house.url("/commands")).getCode())
          .isEqualTo(ResponseCode.UNAUTHORIZED);
      assertThat(house.ordering).isEmpty();
    }
  }

  @Test
  void nothingIsWrittenBesideTheGateway() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of());
        PeerClient client = PeerClient.plain()) {
      client.get(house.url("/health"));
      assertThat(new File("Californium3.properties")).doesNotExist();
    }
  }

  private static Request accepting(int format) {
    Request request = Request.newGet();
    request.getOptions().setAccept(format);
    return request;
  }

  private static Request tagged(int format, byte[] tag) {
    Request request = accepting(format);
    request.getOptions().addETag(tag);
    return request;
  }
}
