// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** Why a sink is not served, in the words of a person who can act on it. Stateless. */
final class LoopStatus {
  private LoopStatus() {}

  /** Names the service that is not there; either may be null. */
  static Status missing(Outbox outbox, EgressBroker broker) {
    String what =
        outbox == null
            ? "the outbox (feature store)"
            : broker == null
                ? "the broker of what leaves (feature egress)"
                : "what keeps secrets (feature store)";
    return Status.unavailable(Cause.DEPENDENCY, "Nothing is sent: " + what + " is not there");
  }

  /** Says what a try to serve it ended with. */
  static Status problem(String sink, Exception e) {
    if (e instanceof VestibuleException refusal) {
      return Status.unavailable(cause(refusal.code()), refusal.getMessage());
    }
    if (e instanceof IOException || e instanceof GeneralSecurityException) {
      return Status.unavailable(
          Cause.CREDENTIALS, "caFile of " + sink + " cannot be read: correct it");
    }
    return Status.unavailable(
        Cause.DEPENDENCY, sink + " cannot go on: look into the gateway's log");
  }

  private static Cause cause(String code) {
    if (code.startsWith("secret-") || code.equals("vault-locked")) {
      return Cause.CREDENTIALS;
    }
    return code.startsWith("storage-") ? Cause.STORAGE : Cause.CONFIGURATION;
  }
}
