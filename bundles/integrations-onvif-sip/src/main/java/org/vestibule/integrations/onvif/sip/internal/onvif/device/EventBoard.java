// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * How each thing at a station is, and who wants to be told (ONVIF Core, section 9: properties, and
 * pull points that first get each one's state). Thread-safe.
 */
final class EventBoard {
  /** Pull points of a station. */
  static final int MOST_SUBSCRIPTIONS = 8;

  private static final String DIALECT =
      "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<Topic, State> states = new LinkedHashMap<>();
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  private record State(String token, String value, Optional<Xml> element, Instant at) {}

  /** Sets how something is; says nothing of it where it is as it was. */
  synchronized void state(Topic topic, String token, String value, Instant at) {
    State before = states.put(topic, new State(token, value, Optional.empty(), at));
    if (before == null || !before.value().equals(value)) {
      tell(topic, before == null ? "Initialized" : "Changed");
    }
  }

  /** Sets how something is, with more than a word; each time is told. */
  synchronized void state(Topic topic, String token, String value, Xml element, Instant at) {
    boolean first = states.put(topic, new State(token, value, Optional.of(element), at)) == null;
    tell(topic, first ? "Initialized" : "Changed");
  }

  /** Sets how something was all along, unless more is known of it by now. */
  synchronized void initial(Topic topic, String token, String value, Instant at) {
    states.putIfAbsent(topic, new State(token, value, Optional.empty(), at));
  }

  /**
   * Adds a subscription that first gets each state.
   *
   * @return its name
   * @throws OnvifRefusal when there are too many
   */
  synchronized String add(Subscription subscription) throws OnvifRefusal {
    sweep(System.nanoTime());
    if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
      throw OnvifRefusal.full("There are " + MOST_SUBSCRIPTIONS + " subscriptions already");
    }
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    String name = HexFormat.of().formatHex(random);
    subscriptions.put(name, subscription);
    repeat(subscription);
    return name;
  }

  /** Tells a subscription each state once more. */
  synchronized void repeat(Subscription subscription) {
    states.forEach(
        (topic, state) -> subscription.tell(topic, message(topic, state, "Initialized")));
  }

  /** Finds one that is not over. */
  synchronized Optional<Subscription> find(String name) {
    sweep(System.nanoTime());
    return Optional.ofNullable(subscriptions.get(name));
  }

  synchronized void remove(String name) {
    Subscription gone = subscriptions.remove(name);
    if (gone != null) {
      gone.finish();
    }
  }

  /** Ends all of them. */
  synchronized void close() {
    Set.copyOf(subscriptions.keySet()).forEach(this::remove);
  }

  private void sweep(long nowNanos) {
    List<String> expired = new ArrayList<>();
    subscriptions.forEach(
        (name, one) -> {
          if (one.expired(nowNanos)) {
            expired.add(name);
          }
        });
    expired.forEach(this::remove);
  }

  private void tell(Topic topic, String operation) {
    Xml message = message(topic, states.get(topic), operation);
    subscriptions.values().forEach(subscription -> subscription.tell(topic, message));
  }

  private static Xml message(Topic topic, State state, String operation) {
    List<Xml> data = new ArrayList<>();
    data.add(item(topic.data(), state.value()));
    state
        .element()
        .ifPresent(element -> data.add(Xml.of("tt:ElementItem", element).with("Name", "Frame")));
    Xml message =
        Xml.of(
                "tt:Message",
                Xml.of("tt:Source", item(topic.source(), state.token())),
                Xml.of("tt:Data", data))
            .with("UtcTime", Moments.milli(state.at()))
            .with("PropertyOperation", operation);
    return Xml.of(
        "wsnt:NotificationMessage",
        Xml.text("wsnt:Topic", topic.path()).with("Dialect", DIALECT),
        Xml.of("wsnt:Message", message));
  }

  private static Xml item(String name, String value) {
    return Xml.of("tt:SimpleItem").with("Name", name).with("Value", value);
  }
}
