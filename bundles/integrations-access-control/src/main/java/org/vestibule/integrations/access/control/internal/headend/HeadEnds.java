// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * The head-ends of one vendor: keeps the last good configuration of each, and finds the one that a
 * door is behind. A new configuration takes over while commands of the old one end. Thread-safe.
 */
public final class HeadEnds {
  /** The symbolic name of this bundle, as the broker of what leaves wants it. */
  static final String BUNDLE = "org.vestibule.integrations-access-control";

  private static final Logger LOG = LoggerFactory.getLogger(HeadEnds.class);
  private static final int MOST_TRIES = 3;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final String vendor;
  private final String pid;
  private final Parser parser;
  private final HeadEndLine.Rhythm rhythm;
  private final Map<String, HeadEndLine> lines = new ConcurrentHashMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();
  private final StatusHolder status;
  private final HouseServices house =
      new HouseServices(() -> this.lines.values().forEach(HeadEndLine::lookSoon));

  /** Reads a vendor's configuration. */
  @FunctionalInterface
  public interface Parser {
    /**
     * @throws VestibuleException {@code configuration-invalid}
     */
    HeadEndPlan plan(Map<String, ?> properties) throws VestibuleException;
  }

  /** What is asked of the head-end that a door is behind. */
  @FunctionalInterface
  interface Command {
    /** Returns false when the line is over. */
    boolean give(HeadEndLine line) throws VestibuleException, InterruptedException;
  }

  /**
   * @param vendor for people, for example {@code NetBox}
   * @param pid the factory configuration's name
   */
  public HeadEnds(String vendor, String pid, Parser parser) {
    this(vendor, pid, parser, HeadEndLine.Rhythm.USUAL);
  }

  HeadEnds(String vendor, String pid, Parser parser, HeadEndLine.Rhythm rhythm) {
    this.vendor = vendor;
    this.pid = pid;
    this.parser = parser;
    this.rhythm = rhythm;
    status = new StatusHolder(none());
  }

  /** Takes a configuration; a wrong one is refused, and the last good one stays. */
  public synchronized void updated(String instance, Dictionary<String, ?> properties) {
    try {
      HeadEndPlan plan = parser.plan(FrameworkUtil.asMap(properties));
      refuseTwins(instance, plan.settings());
      HeadEndLine next = new HeadEndLine(plan, house, rhythm);
      HeadEndLine before = lines.put(instance, next);
      next.start();
      if (before != null) {
        before.close();
      }
      problems.remove(instance);
      LOG.info("{} {} is at {}", vendor, plan.settings().name(), plan.settings().url().getHost());
    } catch (VestibuleException e) {
      problems.put(instance, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", instance, e.getMessage());
    }
  }

  /** Ends a head-end. */
  public synchronized void deleted(String instance) {
    problems.remove(instance);
    HeadEndLine line = lines.remove(instance);
    if (line != null) {
      line.close();
    }
  }

  /** Ends all, and waits a moment for them to log out. */
  public void close() throws InterruptedException {
    Collection<HeadEndLine> all = lines.values();
    all.forEach(HeadEndLine::close);
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    for (HeadEndLine line : all) {
      line.join(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
    }
    lines.clear();
  }

  /** As {@link org.vestibule.api.door.DoorActuator#release}. */
  public void open(DoorId door) throws VestibuleException, InterruptedException {
    give(door, line -> line.open(door));
  }

  /** As {@link org.vestibule.api.door.DoorActuator#hold}. */
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    give(door, line -> line.hold(door, lease));
  }

  /** As {@link org.vestibule.api.door.DoorActuator#secure}. */
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    give(door, line -> line.secure(door));
  }

  /** Returns what is known of a lock. */
  public DoorState state(DoorId door) {
    return find(door).map(HeadEndLine::state).orElse(DoorState.UNKNOWN);
  }

  /** Returns the status of the one that is worst off. */
  public Status status() {
    Optional<VestibuleException> problem = problems.values().stream().findFirst();
    if (problem.isPresent()) {
      String sentence = problem.get().getMessage();
      status.set(
          lines.isEmpty()
              ? Status.unavailable(Cause.CONFIGURATION, sentence)
              : Status.degraded(Cause.CONFIGURATION, sentence));
    } else {
      status.set(
          lines.values().stream()
              .map(HeadEndLine::status)
              .max(Comparator.comparingInt(HeadEnds::weight))
              .orElseGet(this::none));
    }
    return status.get();
  }

  /** Returns where services are set that come and go. */
  public HouseServices house() {
    return house;
  }

  private void give(DoorId door, Command command) throws VestibuleException, InterruptedException {
    for (int i = 0; i < MOST_TRIES; i++) {
      HeadEndLine line = find(door).orElseThrow(() -> notBehind(door));
      // One that is over was replaced meanwhile: the next look finds its successor.
      if (command.give(line)) {
        return;
      }
    }
    throw new VestibuleException(
        Refusal.UNREACHABLE,
        "door " + door,
        "its " + vendor + " takes no command now; the door was not told",
        "a free line",
        "Try again.");
  }

  private VestibuleException notBehind(DoorId door) {
    return new VestibuleException(
        Refusal.UNREACHABLE,
        "door " + door,
        "no configured " + vendor + " has it; nothing was sent",
        "a door of a " + pid + " configuration",
        "Add " + door + "=... to doors of " + pid + ".");
  }

  private Optional<HeadEndLine> find(DoorId door) {
    return lines.values().stream()
        .filter(line -> line.settings().doors().containsKey(door))
        .findFirst();
  }

  private void refuseTwins(String instance, HeadEndSettings settings) throws VestibuleException {
    for (Map.Entry<String, HeadEndLine> other : lines.entrySet()) {
      HeadEndSettings theirs = other.getValue().settings();
      if (other.getKey().equals(instance)) {
        continue;
      }
      if (theirs.name().equals(settings.name())) {
        throw twin("name", settings.name());
      }
      for (DoorId door : settings.doors().keySet()) {
        if (theirs.doors().containsKey(door)) {
          throw twin("doors", door.value());
        }
      }
    }
  }

  private VestibuleException twin(String key, String value) {
    return SettingsReader.invalid(
        pid,
        key,
        "'" + value + "' a second time",
        "each once",
        "Remove it from one of the two configurations.");
  }

  private Status none() {
    return new Status(
        Status.State.STOPPED, Cause.DISABLED, "No " + vendor + " is configured", Instant.now());
  }

  private static int weight(Status one) {
    return switch (one.state()) {
      case STOPPED -> 0;
      case READY -> 1;
      case STARTING -> 2;
      case DEGRADED -> 3;
      case UNAVAILABLE -> 4;
    };
  }
}
