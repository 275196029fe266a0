// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;

/** Says how SIP is, for people. */
final class SipStatus {
  private static final int MOST_NAMED = 5;

  private SipStatus() {}

  /**
   * @param configured phones
   * @param problem what is wrong with a configuration
   */
  static Status of(SipAgent agent, int configured, Optional<String> problem) {
    Collection<String> missing = agent.missing().values();
    int there = configured - missing.size();
    List<String> parts = new ArrayList<>();
    parts.add(
        there + " of " + configured + (configured == 1 ? " phone" : " phones") + " reachable");
    if (!missing.isEmpty()) {
      parts.add("missing: " + named(missing));
    }
    Optional<Status> outside = agent.outside().map(OutsideLine::status);
    outside.ifPresent(each -> parts.add(each.sentence()));
    problem.ifPresent(parts::add);
    String sentence = String.join("; ", parts);
    Optional<Status> failed = outside.filter(each -> each.state() == State.UNAVAILABLE);
    if (problem.isPresent()) {
      return Status.degraded(Cause.CONFIGURATION, sentence);
    } else if (failed.isPresent()) {
      return Status.degraded(failed.get().cause(), sentence);
    } else if (!agent.heard() && outside.filter(each -> each.state() == State.READY).isEmpty()) {
      return Status.starting("No phone has registered yet; " + sentence);
    }
    return missing.isEmpty() ? Status.ready(sentence) : Status.degraded(Cause.NETWORK, sentence);
  }

  private static String named(Collection<String> titles) {
    String some = titles.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return titles.size() > MOST_NAMED
        ? some + " and " + (titles.size() - MOST_NAMED) + " more"
        : some;
  }
}
