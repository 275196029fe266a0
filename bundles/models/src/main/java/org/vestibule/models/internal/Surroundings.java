// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.models.internal.lease.RunClock;
import org.vestibule.models.internal.pack.FileTrustStore;
import org.vestibule.models.internal.pack.TrustStore;

/**
 * What differs between a gateway, a tool and a test. Services come and go: each is asked for when
 * it is needed, and {@code null} while it is not there.
 *
 * @param trust whose signatures count, for these settings
 * @param audited whether a change needs its line in the audit
 * @param audit where changes are written down
 * @param events who is told of changes
 * @param people whose templates old models have to serve
 * @param clock monotonic, in nanoseconds
 * @param runClock what runs are measured by, in nanoseconds
 * @param steps is told of each step of the store's worker
 */
record Surroundings(
    Function<Settings, TrustStore> trust,
    boolean audited,
    Supplier<AuditTrail> audit,
    Supplier<EventPublisher> events,
    Supplier<PeopleDirectory> people,
    LongSupplier clock,
    LongSupplier runClock,
    Consumer<String> steps) {
  /** Hashes are checked, signatures are not; nothing is audited, nobody is told. */
  static final Surroundings TOOL =
      new Surroundings(
          settings -> TrustStore.hashesOnly(),
          false,
          () -> null,
          () -> null,
          () -> null,
          System::nanoTime,
          RunClock.ofThisMachine(),
          step -> {});

  /** Signatures are demanded, and every change is audited. */
  static Surroundings gateway(
      Supplier<AuditTrail> audit,
      Supplier<EventPublisher> events,
      Supplier<PeopleDirectory> people) {
    return new Surroundings(
        settings ->
            new FileTrustStore(settings.folder().resolveSibling("trust").resolve("signers.json")),
        true,
        audit,
        events,
        people,
        System::nanoTime,
        RunClock.ofThisMachine(),
        step -> {});
  }
}
