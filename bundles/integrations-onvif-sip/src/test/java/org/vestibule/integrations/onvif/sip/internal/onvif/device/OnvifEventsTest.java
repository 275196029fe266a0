// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/** Pull points, as a client uses and misuses them. */
@Timeout(180)
class OnvifEventsTest extends OnvifFixture {
  @BeforeEach
  void on() throws Exception {
    offer(Map.of());
  }

  @Test
  void aSubscriptionThatIsOverIsUnknown() throws Exception {
    String name = subscribe("");
    assertThat(send(name, Xml.of("wsnt:Unsubscribe")).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = pull(name, "PT1S");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("ResourceUnknownFault");
  }

  @Test
  void thereIsNoRoomForANinthSubscription() throws Exception {
    for (int i = 0; i < EventBoard.MOST_SUBSCRIPTIONS; i++) {
      subscribe("");
    }
    assertThat(create("").statusCode()).isEqualTo(500);
  }

  @Test
  void aSubscriptionEndsWithItsStation() throws Exception {
    String name = subscribe("");
    pull(name, "PT0S");
    CompletableFuture<HttpResponse<String>> waiting = later(name);
    devices.removeStation(front);
    assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
  }

  @Test
  void whoWaitsIsToldAtOnce() throws Exception {
    String name = subscribe("tns1:Device/Trigger//.");
    assertThat(pull(name, "PT0S").body())
        .contains("PropertyOperation=\"Initialized\"", "DigitalInput")
        .doesNotContain("MotionAlarm");
    CompletableFuture<HttpResponse<String>> waiting = later(name);
    devices.on(
        new SceneObserved(
            Instant.now(),
            new StationId("front"),
            List.of(new SceneObserved.Thing("t1", "parcel", 0.5, 0, 0, 1, 1, ""))));
    devices.on(new VisitOpened(Instant.now(), Stories.open(new VisitId("v-1"), "front")));
    assertThat(waiting.get(60, TimeUnit.SECONDS).body())
        .contains("PropertyOperation=\"Changed\"", "Value=\"true\"")
        .doesNotContain("Parcel");
  }

  @Test
  void aClientThatAsksTooSeldomLosesTheOldest() throws Exception {
    Subscription slow = new Subscription(Set.of(), Subscription.after(Duration.ofMinutes(1)));
    for (int i = 0; i <= Subscription.MOST; i++) {
      slow.tell(Topic.MOTION, Xml.text("tt:Number", i));
    }
    List<Xml> pulled = slow.pull(Duration.ZERO, Integer.MAX_VALUE);
    assertThat(pulled).hasSize(Subscription.MOST);
    assertThat(pulled.get(0).text()).isEqualTo("1");
  }

  private String subscribe(String filter) throws Exception {
    String body = create(filter).body();
    return body.replaceFirst("(?s).*/subscription/([0-9a-f]+)<.*", "$1");
  }

  private HttpResponse<String> create(String filter) throws Exception {
    Xml asked =
        Xml.of(
            "tev:CreatePullPointSubscription",
            Xml.of("tev:Filter", Xml.text("wsnt:TopicExpression", filter)));
    return post(
        "front/events_service", SoapMessage.write(List.of(login(PASSWORD, Instant.now())), asked));
  }

  private HttpResponse<String> pull(String name, String wait) throws Exception {
    return send(
        name,
        Xml.of(
            "tev:PullMessages", Xml.text("tev:Timeout", wait), Xml.text("tev:MessageLimit", 50)));
  }

  private CompletableFuture<HttpResponse<String>> later(String name) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pull(name, "PT20S");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private HttpResponse<String> send(String name, Xml asked) throws Exception {
    return post(
        "front/subscription/" + name,
        SoapMessage.write(List.of(login(PASSWORD, Instant.now())), asked));
  }
}
