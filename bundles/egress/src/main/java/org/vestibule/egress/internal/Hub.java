// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** The broker without its container: rules, meters and open ways. Thread-safe. */
final class Hub implements EgressBroker {
  private final Declarations declarations;
  private final Meters meters;
  private final Refusals refusals;
  private final ScheduledExecutorService timer;
  private final NameLookup names = new NameLookup(InetAddress::getByName, NameLookup.MOST_WAIT);
  private final Set<Way> ways = ConcurrentHashMap.newKeySet();
  private volatile Settings settings = Settings.NONE;

  /**
   * @param timer ends exchanges that take too long
   */
  Hub(Declarations declarations, ScheduledExecutorService timer, Clock clock, LongSupplier nanos) {
    this.declarations = declarations;
    this.timer = timer;
    this.meters = new Meters(clock);
    this.refusals = new Refusals(nanos);
  }

  @Override
  public Egress open(String bundle, Sink sink) throws VestibuleException {
    Optional<Set<DataClass>> declared = declarations.of(bundle, sink.name());
    if (declared.isEmpty() || !declared.get().containsAll(sink.classes())) {
      throw refused(
          bundle,
          sink,
          new VestibuleException(
              "egress-undeclared",
              "sink " + sink.name() + " of " + bundle,
              labels(sink.classes()),
              declared.map(Hub::labels).orElse("nothing: its manifest declares no such sink"),
              "Install a bundle whose manifest declares what it sends."));
    }
    if (sink.classes().stream().noneMatch(what -> settings.allows(sink.name(), what, false))) {
      throw refused(
          bundle,
          sink,
          new VestibuleException(
              "egress-denied",
              "sink " + sink.name() + " of " + bundle,
              labels(sink.classes()),
              "what allow of " + EgressConfig.PID + " says",
              "Add an entry " + sink.name() + ":CLASS if it shall be sent."));
    }
    return opened(new Way(this, bundle, sink, false));
  }

  @Override
  public List<Report> reports() {
    return meters.reports();
  }

  @Override
  public List<Permitted> permitted() {
    return settings.permitted();
  }

  @Override
  public Instant since() {
    return meters.since();
  }

  void use(Settings next) {
    settings = next;
    ways.forEach(Way::look);
  }

  void close() {
    ways.forEach(Way::close);
  }

  Way opened(Way way) {
    ways.add(way);
    return way;
  }

  void forget(Way way) {
    ways.remove(way);
  }

  Settings settings() {
    return settings;
  }

  Meters meters() {
    return meters;
  }

  Refusals refusals() {
    return refusals;
  }

  NameLookup names() {
    return names;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Says from the meters what left; no figure that moves with each packet is in it. */
  String sentence() {
    long out = ways.stream().filter(Way::outside).count();
    return "Raw media left this building: "
        + meters.rawOutside()
        + " bytes since "
        + meters.since()
        + "; connections lead outside for "
        + out
        + " of "
        + ways.size()
        + " open sinks";
  }

  private VestibuleException refused(String bundle, Sink sink, VestibuleException refusal) {
    meters.of(sink.name(), bundle).refused();
    refusals.note(bundle, sink.name(), refusal);
    return refusal;
  }

  private static String labels(Set<DataClass> classes) {
    return String.join(", ", classes.stream().map(DataClass::label).sorted().toList());
  }
}
