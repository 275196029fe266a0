// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * One subscription to a device's events, which are fetched by long polls (ONVIF Core, real-time
 * pull-point notification). Used by one thread, but for {@link #close}.
 */
final class PullPoint {
  /** How long the device waits for something to tell. */
  static final Duration PULL = Duration.ofSeconds(8);

  /** Devices were seen to wait longer than they were asked to. */
  private static final Duration PULL_ANSWER = PULL.plusSeconds(10);

  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final int MOST_MESSAGES = 32;
  private static final String SUBSCRIPTION = "http://docs.oasis-open.org/wsn/bw-2";
  private static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";

  private final OnvifClient client;
  private final URI address;
  private final List<Xml> reference;
  private final LongSupplier nanos;
  private long renewed;
  private boolean renews = true;

  private PullPoint(OnvifClient client, URI address, List<Xml> reference, LongSupplier nanos) {
    this.client = client;
    this.address = address;
    this.reference = reference;
    this.nanos = nanos;
    this.renewed = nanos.getAsLong();
  }

  /**
   * Subscribes to everything: makers do not agree on the names of topics.
   *
   * @return empty where the device has no events
   * @throws VestibuleException as {@link OnvifClient#ask}, {@code address-untrusted}
   */
  static Optional<PullPoint> open(OnvifClient client, Services services, LongSupplier nanos)
      throws VestibuleException, InterruptedException {
    Optional<URI> events = services.find("tev");
    if (events.isEmpty()) {
      return Optional.empty();
    }
    Xml ask =
        Xml.of(
            "tev:CreatePullPointSubscription",
            Xml.text("tev:InitialTerminationTime", "PT" + LIFE.toSeconds() + "S"));
    List<Xml> headers =
        addressed(events.get(), EVENTS + "/EventPortType/CreatePullPointSubscriptionRequest");
    XmlNode answer = client.ask(events.get(), headers, ask, client.target().address().timeout());
    String said = answer.textAt("SubscriptionReference", "Address");
    List<Xml> reference =
        answer
            .path("SubscriptionReference", "ReferenceParameters")
            .map(one -> one.children().stream().map(PullPoint::again).toList())
            .orElse(List.of());
    URI address = said.isEmpty() ? events.get() : services.addresses().service(said);
    return Optional.of(new PullPoint(client, address, reference, nanos));
  }

  /**
   * Waits for events, {@link #PULL} at most; keeps the subscription alive.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}; {@code device-refused}: the subscription
   *     is lost
   */
  List<DeviceEvent> pull() throws VestibuleException, InterruptedException {
    if (renews && nanos.getAsLong() - renewed > LIFE.toNanos() / 3) {
      renew();
    }
    Xml ask =
        Xml.of(
            "tev:PullMessages",
            Xml.text("tev:Timeout", "PT" + PULL.toSeconds() + "S"),
            Xml.text("tev:MessageLimit", MOST_MESSAGES));
    return DeviceEvent.all(
        ask(EVENTS + "/PullPointSubscription/PullMessagesRequest", ask, PULL_ANSWER));
  }

  /** Tells the device that nobody listens any more, if it can be told. */
  void close() throws InterruptedException {
    try {
      ask(
          SUBSCRIPTION + "/SubscriptionManager/UnsubscribeRequest",
          Xml.of("wsnt:Unsubscribe"),
          Duration.ofSeconds(1));
    } catch (VestibuleException e) {
      // It ends by itself when nobody renews it.
    }
  }

  private void renew() throws VestibuleException, InterruptedException {
    try {
      ask(
          SUBSCRIPTION + "/SubscriptionManager/RenewRequest",
          Xml.of("wsnt:Renew", Xml.text("wsnt:TerminationTime", "PT" + LIFE.toSeconds() + "S")),
          client.target().address().timeout());
      renewed = nanos.getAsLong();
    } catch (VestibuleException e) {
      if (!e.code().equals("not-supported")) {
        throw e;
      }
      // A device that cannot renew is kept awake by being asked.
      renews = false;
    }
  }

  private XmlNode ask(String action, Xml operation, Duration wait)
      throws VestibuleException, InterruptedException {
    List<Xml> headers = new ArrayList<>(addressed(address, action));
    headers.addAll(reference);
    return client.ask(address, headers, operation, wait);
  }

  private static List<Xml> addressed(URI to, String action) {
    return List.of(Xml.text("wsa:Action", action), Xml.text("wsa:To", to));
  }

  /** What tells a subscription from another is for the device to read, and sent back as it came. */
  private static Xml again(XmlNode node) {
    Xml copy = new Xml(node.name(), node.attributes(), node.text(), List.of());
    return copy.and(node.children().stream().map(PullPoint::again).toList())
        .with("xmlns", node.namespace());
  }
}
