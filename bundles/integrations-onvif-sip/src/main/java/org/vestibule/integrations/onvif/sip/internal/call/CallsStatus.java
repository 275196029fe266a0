// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.event.CallEvent.CallAnswered;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * How calls are: what rings, who talks, and what failed since somebody last answered. Thread-safe.
 */
final class CallsStatus {
  private final StatusHolder held = new StatusHolder(Status.starting("No call yet"));
  private final AtomicReference<String> failure = new AtomicReference<>();
  private volatile String refusal;
  private volatile boolean worked;

  void failed(String sentence) {
    failure.set(sentence);
  }

  /** A configuration was refused, or none is any more. */
  void refused(Optional<String> sentence) {
    refusal = sentence.orElse(null);
  }

  /** Somebody answered: what failed before is past. */
  void on(VestibuleEvent event) {
    if (event instanceof CallAnswered) {
      worked = true;
      failure.set(null);
    }
  }

  Status now(Surroundings around, Exchange exchange, Optional<String> groups) {
    List<Call> calls = exchange.all().map(HouseCall::now).toList();
    String sentence = sentence(around, calls);
    Optional<String> refused = Optional.ofNullable(refusal).or(() -> groups);
    String failed = failure.get();
    if (around.visits == null) {
      held.set(Status.unavailable(Cause.DEPENDENCY, "Nothing rings: the bundle core is not there"));
    } else if (refused.isPresent()) {
      held.set(Status.degraded(Cause.CONFIGURATION, sentence + "; " + refused.get()));
    } else if (failed != null) {
      held.set(Status.degraded(Cause.NETWORK, sentence + "; " + failed));
    } else {
      held.set(Status.ready(sentence));
    }
    return held.get();
  }

  private String sentence(Surroundings around, List<Call> calls) {
    long ringing = calls.stream().filter(call -> call.state() == State.RINGING).count();
    String talks =
        calls.stream()
            .filter(call -> call.state() == State.ANSWERED)
            .map(call -> ", " + call.by().orElse("somebody") + " talks with " + call.title())
            .collect(Collectors.joining());
    long phones =
        around
            .agent()
            .map(agent -> agent.phones().values().stream().filter(p -> p.station().isEmpty()))
            .map(some -> some.count())
            .orElse(0L);
    String known = phones + (phones == 1 ? " phone" : " phones");
    return known
        + ", "
        + ringing
        + " ringing"
        + talks
        + (worked ? "" : "; no call was answered yet");
  }
}
