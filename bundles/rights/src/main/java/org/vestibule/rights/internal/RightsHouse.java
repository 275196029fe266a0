// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.rights.internal.rule.PassFacts;
import org.vestibule.rights.internal.rule.RightsState;
import org.vestibule.rights.internal.rule.Subject;

/**
 * What the services of this bundle share: what is known, in memory, and the thread that keeps it on
 * the disk. A new configuration is taken at once and whole; one that makes no sense is refused, and
 * the last good one stays. Thread-safe.
 */
@Component(service = RightsHouse.class, configurationPid = RightsConfig.PID)
@Designate(ocd = RightsConfig.class)
public final class RightsHouse {
  private static final Logger LOG = LoggerFactory.getLogger(RightsHouse.class);

  final Surroundings around;
  final RuleBook rules;
  final Clock clock;
  final LongSupplier nanos;
  final Scribe scribe = new Scribe();
  final Shelf shelf;
  final Codes codes = new Codes();
  final Groups groups = new Groups();
  final PassBook passes = new PassBook();
  final Whereabouts whereabouts = new Whereabouts();
  final Lockouts lockouts = new Lockouts();
  final Orders orders = new Orders();
  final Strangers strangers = new Strangers();
  final Memory memory;

  private volatile RightsSettings settings = RightsSettings.USUAL;
  private volatile Optional<String> refused = Optional.empty();

  /** Starts with the configuration that is there. */
  @Activate
  public RightsHouse(
      @Reference Surroundings around, @Reference RuleBook rules, Map<String, Object> properties) {
    this(around, rules, properties, Clock.systemUTC(), System::nanoTime);
  }

  RightsHouse(
      Surroundings around,
      RuleBook rules,
      Map<String, Object> properties,
      Clock clock,
      LongSupplier nanos) {
    this.around = around;
    this.rules = rules;
    this.clock = clock;
    this.nanos = nanos;
    shelf = new Shelf(around);
    memory = new Memory(this);
    configure(properties);
  }

  /** Takes another configuration. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      settings = RightsSettings.of(properties);
      rules.settings(settings);
      refused = Optional.empty();
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      refused = Optional.of(e.getMessage());
    }
  }

  /** Writes what is not written yet, and ends. */
  @Deactivate
  void close() throws InterruptedException {
    scribe.soon(memory::round);
    scribe.close();
  }

  RightsSettings settings() {
    return settings;
  }

  /** Returns all that a request is judged by. Looks into memory only. */
  RightsState state(AccessRequest request) {
    Optional<PassFacts> pass = request.pass().flatMap(passes::facts);
    Set<PersonId> named = new HashSet<>();
    request.person().ifPresent(named::add);
    pass.map(PassFacts::host).ifPresent(named::add);
    Map<PersonId, Subject> subjects = new HashMap<>();
    for (PersonId person : named) {
      subject(person, request.at()).ifPresent(found -> subjects.put(person, found));
    }
    return new RightsState(
        rules.book(),
        around.people().isPresent() && memory.roll().known(),
        memory.loaded(),
        subjects,
        pass,
        whereabouts.entered(request.door()),
        lockouts.until(Lockouts.of(request.door()), request.at()));
  }

  /** Returns what is known of somebody. */
  Optional<Subject> subject(PersonId id, Instant at) {
    Roll roll = memory.roll();
    return around
        .people()
        .filter(directory -> !strangers.contains(id))
        .flatMap(directory -> directory.person(id))
        .map(
            person ->
                new Subject(
                    person,
                    roll.suspended().contains(id),
                    groups.of(id),
                    codes.has(id),
                    lockedUntil(id, person.unit(), at),
                    whereabouts.of(id)));
  }

  private Optional<Instant> lockedUntil(PersonId id, String unit, Instant at) {
    Optional<Instant> person = lockouts.until(Lockouts.of(id), at);
    Optional<Instant> home =
        unit.isBlank() ? Optional.empty() : lockouts.until(Lockouts.ofUnit(Roll.name(unit)), at);
    return person.isEmpty() || home.isPresent() && home.get().isAfter(person.get()) ? home : person;
  }

  /** Notes something in the audit; nobody waits for it. */
  void note(String action, Map<String, String> details) {
    scribe.soon(
        () -> {
          try {
            around.audit().recordOrHold("gateway", action, details);
          } catch (VestibuleException e) {
            LOG.warn("{} is not in the audit: {}", action, e.code());
          }
        });
  }

  /** Returns what is wrong with the configuration, one sentence each. */
  List<String> problems() {
    List<String> all = new ArrayList<>(rules.problems());
    refused.ifPresent(all::add);
    return all;
  }
}
