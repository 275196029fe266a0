// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.Sink;

/** A broker without a container, and one bundle that declares one sink. */
final class Yard implements AutoCloseable {
  static final String BUNDLE = "org.vestibule.integrations-messaging";
  static final Set<DataClass> DECLARED =
      Set.of(DataClass.EVENT, DataClass.HEALTH, DataClass.RAW_AUDIO);

  final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  final Lines audit = new Lines();
  long nanos;
  final Hub hub =
      new Hub(
          (bundle, sink) ->
              bundle.equals(BUNDLE) && sink.equals("mqtt")
                  ? Optional.of(DECLARED)
                  : Optional.empty(),
          timer,
          Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
          () -> nanos);

  Yard() {
    hub.refusals().audit(audit);
  }

  Yard with(Map<String, ?> properties) throws VestibuleException {
    hub.use(Settings.of(properties));
    return this;
  }

  Egress open(DataClass... classes) throws VestibuleException {
    return hub.open(BUNDLE, new Sink("mqtt", "Building automation", Set.of(classes)));
  }

  @Override
  public void close() {
    hub.close();
    timer.shutdownNow();
  }
}
