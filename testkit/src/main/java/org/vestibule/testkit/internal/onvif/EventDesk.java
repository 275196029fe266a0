// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The service for events (Core Specification, 9): real-time pull points. A new subscription first
 * gets each property's state, then the changes. Thread-safe.
 */
final class EventDesk {
  static final String PATH = "/onvif/subscription/";
  private static final Duration MOST_WAIT = Duration.ofSeconds(60);
  private static final Duration MOST_LIFE = Duration.ofMinutes(10);

  private final Supplier<Instant> clock;
  private final Map<Topic, String> states = new LinkedHashMap<>();
  private final Map<String, PullPoint> points = new TreeMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * @param clock the device's time
   */
  EventDesk(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** Sets a property's state, and tells of it where it is another one. */
  synchronized void state(Topic topic, String value) {
    String before = states.put(topic, value);
    if (before != null && !before.equals(value)) {
      points.values().forEach(point -> point.tell(topic.path(), message(topic, value, "Changed")));
    }
  }

  /** Forgets each subscription, as a device does that starts again. */
  synchronized void forget() {
    points.values().forEach(PullPoint::finish);
    points.clear();
  }

  /** Returns how many subscriptions there are. */
  synchronized int open() {
    points.values().removeIf(point -> point.left().isNegative());
    return points.size();
  }

  String answer(SoapRequest request) throws SoapFault, InterruptedException {
    return switch (request.operation()) {
      case "CreatePullPointSubscription" -> create(request);
      case "PullMessages" -> pull(request);
      case "Renew" -> renew(request);
      case "Unsubscribe" -> unsubscribe(request);
      case "SetSynchronizationPoint" -> synchronise(request);
      case "GetEventProperties" -> properties();
      case "GetServiceCapabilities" ->
          "<tev:GetServiceCapabilitiesResponse><tev:Capabilities WSPullPointSupport=\"true\""
              + " MaxPullPoints=\"10\"/></tev:GetServiceCapabilitiesResponse>";
      default -> throw SoapFault.unsupported(request.operation());
    };
  }

  private synchronized String create(SoapRequest request) {
    String number = Integer.toString(numbers.incrementAndGet());
    Instant now = clock.get();
    PullPoint point =
        new PullPoint(wanted(request), life(request.text("InitialTerminationTime"), now));
    states.forEach(
        (topic, value) -> point.tell(topic.path(), message(topic, value, "Initialized")));
    points.put(number, point);
    return """
        <tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>\
        <wsa5:Address>%s</wsa5:Address></tev:SubscriptionReference>\
        <wsnt:CurrentTime>%s</wsnt:CurrentTime><wsnt:TerminationTime>%s</wsnt:TerminationTime>\
        </tev:CreatePullPointSubscriptionResponse>"""
        .formatted(
            request.base() + PATH + number, second(now), second(clock.get().plus(point.left())));
  }

  private String pull(SoapRequest request) throws SoapFault, InterruptedException {
    PullPoint point = point(request);
    Duration asked = duration(request.text("Timeout"), Duration.ofSeconds(1));
    Duration wait = asked.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : asked;
    String limit = request.text("MessageLimit");
    int most = limit.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(limit) : 1;
    List<String> messages = point.pull(wait, most);
    return """
        <tev:PullMessagesResponse><tev:CurrentTime>%s</tev:CurrentTime>\
        <tev:TerminationTime>%s</tev:TerminationTime>%s</tev:PullMessagesResponse>"""
        .formatted(
            second(clock.get()), second(clock.get().plus(point.left())), String.join("", messages));
  }

  private String renew(SoapRequest request) throws SoapFault {
    PullPoint point = point(request);
    Instant now = clock.get();
    point.renew(life(request.text("TerminationTime"), now));
    return """
        <wsnt:RenewResponse><wsnt:TerminationTime>%s</wsnt:TerminationTime>\
        <wsnt:CurrentTime>%s</wsnt:CurrentTime></wsnt:RenewResponse>"""
        .formatted(second(clock.get().plus(point.left())), second(now));
  }

  private String unsubscribe(SoapRequest request) throws SoapFault {
    point(request).finish();
    synchronized (this) {
      points.remove(number(request));
    }
    return "<wsnt:UnsubscribeResponse/>";
  }

  private String synchronise(SoapRequest request) throws SoapFault {
    PullPoint point = point(request);
    synchronized (this) {
      states.forEach(
          (topic, value) -> point.tell(topic.path(), message(topic, value, "Initialized")));
    }
    return "<tev:SetSynchronizationPointResponse/>";
  }

  private synchronized PullPoint point(SoapRequest request) throws SoapFault {
    PullPoint point = points.get(number(request));
    if (point == null || point.left().isNegative()) {
      points.remove(number(request));
      throw PullPoint.unknown();
    }
    return point;
  }

  private static String number(SoapRequest request) {
    return request.path().replace(PATH, "");
  }

  /** Takes the concrete topics of a filter, with or without {@code //.} after them. */
  private static Predicate<String> wanted(SoapRequest request) {
    String filter = request.text("TopicExpression");
    List<String> paths =
        List.of(filter.strip().split("\\s*\\|\\s*")).stream()
            .map(path -> path.replace("//.", ""))
            .toList();
    return topic ->
        filter.isBlank()
            || paths.stream().anyMatch(path -> topic.equals(path) || topic.startsWith(path + "/"));
  }

  private static Duration life(String asked, Instant now) {
    Duration life = duration(asked, null);
    if (life == null) {
      try {
        life = Duration.between(now, Instant.parse(asked));
      } catch (DateTimeParseException e) {
        life = MOST_LIFE;
      }
    }
    return life.compareTo(MOST_LIFE) > 0 ? MOST_LIFE : life;
  }

  private static Duration duration(String text, Duration otherwise) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  private static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String message(Topic topic, String value, String operation) {
    return """
        <wsnt:NotificationMessage><wsnt:Topic \
        Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">%s</wsnt:Topic>\
        <wsnt:Message><tt:Message UtcTime="%s" PropertyOperation="%s">\
        <tt:Source><tt:SimpleItem Name="%s" Value="%s"/></tt:Source>\
        <tt:Data><tt:SimpleItem Name="%s" Value="%s"/></tt:Data></tt:Message></wsnt:Message>\
        </wsnt:NotificationMessage>"""
        .formatted(
            topic.path(),
            clock.get().truncatedTo(ChronoUnit.MILLIS),
            operation,
            topic.source(),
            topic.token(),
            topic.data(),
            value);
  }

  private static String properties() {
    return """
        <tev:GetEventPropertiesResponse>\
        <tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/topicns.xml\
        </tev:TopicNamespaceLocation><wsnt:FixedTopicSet>true</wsnt:FixedTopicSet>\
        <wstop:TopicSet><tns1:Device><Trigger><DigitalInput wstop:topic="true"/>\
        <Relay wstop:topic="true"/></Trigger></tns1:Device>\
        <tns1:VideoSource><MotionAlarm wstop:topic="true"/></tns1:VideoSource></wstop:TopicSet>\
        <wsnt:TopicExpressionDialect>http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet\
        </wsnt:TopicExpressionDialect></tev:GetEventPropertiesResponse>""";
  }
}
