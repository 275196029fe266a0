// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * What every sink does with its configuration: a wrong one is refused by name, and the last good
 * one stays. Thread-safe.
 *
 * @param <S> its settings
 */
public final class SinkComponent<S> {
  private static final Logger LOG = LoggerFactory.getLogger(SinkComponent.class);

  private final StatusHolder status = new StatusHolder(Status.starting("Reads its configuration"));
  private volatile S settings;
  private volatile String refused = "";

  /** Reads a configuration. */
  @FunctionalInterface
  public interface Reading<S> {
    S of(Map<String, Object> properties) throws VestibuleException;
  }

  /** Takes a configuration; returns whether it is in force now. */
  public boolean take(Map<String, Object> properties, Reading<S> reading) {
    try {
      settings = reading.of(properties);
      refused = "";
      return true;
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
      return false;
    }
  }

  /** Returns the configuration in force; null before the first good one. */
  public S settings() {
    return settings;
  }

  /** Returns how the sink is, with what is wrong with its configuration. */
  public Status status(Supplier<Status> served) {
    String problem = refused;
    Status now = served.get();
    if (!problem.isEmpty()) {
      now =
          now.state() == Status.State.READY
              ? Status.degraded(Cause.CONFIGURATION, problem)
              : Status.unavailable(Cause.CONFIGURATION, problem);
    }
    status.set(now);
    return status.get();
  }
}
