// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** The service for events (ONVIF Core, section 9): real-time pull points. Thread-safe. */
final class EventAnswers {
  static final String PATH = "events_service";
  static final String SUBSCRIPTION = "subscription";

  private static final String DIALECT =
      "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";
  private static final Duration LEAST_LIFE = Duration.ofSeconds(10);
  private static final Duration MOST_LIFE = Duration.ofMinutes(10);
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final Duration MOST_WAIT = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int MOST_MESSAGES = 100;
  private static final int MOST_TOPICS = 32;

  /** Each client that waits holds one of the HTTP server's threads. */
  private final Semaphore waiting = new Semaphore(24);

  private final Clock clock;

  EventAnswers(Clock clock) {
    this.clock = clock;
  }

  static Xml capabilities() {
    return Xml.of("tev:Capabilities")
        .with("WSPullPointSupport", true)
        .with("WSSubscriptionPolicySupport", false)
        .with("MaxPullPoints", EventBoard.MOST_SUBSCRIPTIONS);
  }

  /**
   * Answers the service.
   *
   * @param base where the station's services are, with a slash at the end
   */
  Xml answer(OfferedStation station, XmlNode asked, String base) throws OnvifRefusal {
    return switch (asked.name()) {
      case "CreatePullPointSubscription" -> create(station, asked, base);
      case "GetEventProperties" -> properties();
      case "GetServiceCapabilities" -> Xml.of("tev:GetServiceCapabilitiesResponse", capabilities());
      default -> throw OnvifRefusal.unsupported("Not offered: " + asked.name());
    };
  }

  /** Answers a subscription. */
  Xml answer(OfferedStation station, XmlNode asked, Instant now, String name)
      throws OnvifRefusal, InterruptedException {
    Subscription subscription = station.board().find(name).orElseThrow(Subscription::gone);
    return switch (asked.name()) {
      case "PullMessages" -> pull(subscription, asked);
      case "Renew" -> {
        Duration life =
            Moments.within(asked.textAt("TerminationTime"), now, LEAST_LIFE, MOST_LIFE, LIFE);
        subscription.renew(Subscription.after(life));
        yield Xml.of(
            "wsnt:RenewResponse",
            Xml.text("wsnt:TerminationTime", Moments.second(now.plus(life))),
            Xml.text("wsnt:CurrentTime", Moments.second(now)));
      }
      case "Unsubscribe" -> {
        station.board().remove(name);
        yield Xml.of("wsnt:UnsubscribeResponse");
      }
      case "SetSynchronizationPoint" -> {
        station.board().repeat(subscription);
        yield Xml.of("tev:SetSynchronizationPointResponse");
      }
      default -> throw OnvifRefusal.unsupported("Not offered: " + asked.name());
    };
  }

  private Xml create(OfferedStation station, XmlNode asked, String base) throws OnvifRefusal {
    Instant now = clock.instant();
    Duration life =
        Moments.within(asked.textAt("InitialTerminationTime"), now, LEAST_LIFE, MOST_LIFE, LIFE);
    String name = station.board().add(new Subscription(topics(asked), Subscription.after(life)));
    return Xml.of(
        "tev:CreatePullPointSubscriptionResponse",
        Xml.of(
            "tev:SubscriptionReference", Xml.text("wsa:Address", base + SUBSCRIPTION + "/" + name)),
        Xml.text("wsnt:CurrentTime", Moments.second(now)),
        Xml.text("wsnt:TerminationTime", Moments.second(now.plus(life))));
  }

  private Xml pull(Subscription subscription, XmlNode asked)
      throws OnvifRefusal, InterruptedException {
    String limit = asked.textAt("MessageLimit");
    int most = limit.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(limit) : 1;
    boolean may = waiting.tryAcquire();
    try {
      Duration wait =
          may
              ? Moments.within(
                  asked.textAt("Timeout"), clock.instant(), Duration.ZERO, MOST_WAIT, SHORT)
              : SHORT;
      List<Xml> all = new ArrayList<>(subscription.pull(wait, Math.min(most, MOST_MESSAGES)));
      Instant now = clock.instant();
      Instant end = now.plus(subscription.left(System.nanoTime()));
      all.add(0, Xml.text("tev:TerminationTime", Moments.second(end)));
      all.add(0, Xml.text("tev:CurrentTime", Moments.second(now)));
      return Xml.of("tev:PullMessagesResponse", all);
    } finally {
      if (may) {
        waiting.release();
      }
    }
  }

  /** Takes concrete topics, with or without {@code //.} after them, also several with a bar. */
  private static Set<String> topics(XmlNode asked) throws OnvifRefusal {
    Set<String> topics = new HashSet<>();
    for (String one : asked.textAt("Filter", "TopicExpression").split("\\|")) {
      String path = one.strip().replaceFirst("//\\.$", "").replaceFirst("/\\*$", "");
      if (!path.isEmpty()) {
        topics.add(path);
      }
    }
    if (topics.size() > MOST_TOPICS) {
      throw OnvifRefusal.unknown("InvalidFilterFault", "At most " + MOST_TOPICS + " topics");
    }
    return topics;
  }

  private static Xml properties() {
    return Xml.of(
        "tev:GetEventPropertiesResponse",
        Xml.text(
            "tev:TopicNamespaceLocation", "http://www.onvif.org/onvif/ver10/topics/topicns.xml"),
        Xml.text("wsnt:FixedTopicSet", true),
        Xml.of(
            "wstop:TopicSet",
            Xml.of("tns1:Device", Xml.of("Trigger", topic("DigitalInput"))),
            Xml.of("tns1:VideoSource", topic("MotionAlarm")),
            Xml.of("tns1:RuleEngine", Xml.of("ObjectDetection", topic("Object"))),
            Xml.of(
                "tns1:Door",
                Xml.of(
                    "State",
                    topic("LockPhysicalState"),
                    topic("DoorPhysicalState"),
                    topic("DoorAlarm"),
                    topic("DoorTamper"),
                    topic("DoorFault")))),
        Xml.text("wsnt:TopicExpressionDialect", DIALECT));
  }

  private static Xml topic(String name) {
    return Xml.of(name).with("wstop:topic", true);
  }
}
