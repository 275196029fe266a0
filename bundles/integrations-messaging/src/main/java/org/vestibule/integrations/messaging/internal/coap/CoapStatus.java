// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.time.Instant;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.messaging.internal.coap.CoapSettings.Listening;

/** Says how CoAP is, for people. */
final class CoapStatus {
  private CoapStatus() {}

  /**
   * @param settings that are wanted; null before the first good ones
   * @param refused what is wrong with a configuration or a key; empty when nothing is
   */
  static Status of(
      CoapSettings settings, CoapDoorway doorway, CoapPeers peers, Outlet outlet, String refused) {
    String problem = refused.isEmpty() ? doorway.problem() : refused;
    problem = problem.isEmpty() ? peers.problem().orElse("") : problem;
    if (settings == null || (settings.listening().off() && !problem.isEmpty())) {
      return Status.unavailable(Cause.CONFIGURATION, problem);
    }
    if (settings.listening().off()) {
      return new Status(
          Status.State.STOPPED,
          Cause.DISABLED,
          "No port is configured; set securePort in " + CoapForm.PID + " to switch CoAP on",
          Instant.now());
    }
    if (!doorway.tried() || (!doorway.open() && problem.isEmpty())) {
      return Status.starting("Opening the ports");
    }
    if (!doorway.open()) {
      return Status.unavailable(Cause.CONFIGURATION, problem);
    }
    if (!outlet.there()) {
      return Status.unavailable(
          Cause.DEPENDENCY,
          "Nothing is answered: the broker of what leaves (feature egress) is not there");
    }
    if (!problem.isEmpty()) {
      return Status.degraded(Cause.CONFIGURATION, problem);
    }
    if (peers.book().needsOwnCertificate() && !doorway.certified()) {
      return Status.degraded(
          Cause.CREDENTIALS,
          "Peers with a public key or a certificate cannot come: set certificateFile and privateKey"
              + " in "
              + CoapForm.PID);
    }
    return Status.ready(listening(settings.listening(), peers.book().size()) + left(outlet));
  }

  private static String listening(Listening at, int peers) {
    String address = at.address().getHostAddress();
    String plain = at.port() == 0 ? "" : " plainly at " + address + ":" + at.port();
    String secure = at.securePort() == 0 ? "" : " by DTLS at " + address + ":" + at.securePort();
    String both = plain.isEmpty() || secure.isEmpty() ? "" : " and";
    return "Listens" + plain + both + secure + " for " + peers + (peers == 1 ? " peer" : " peers");
  }

  private static String left(Outlet outlet) {
    return outlet.denied().isEmpty()
        ? ""
        : "; left out, because the site does not allow it for sink "
            + Outlet.SINK
            + ": "
            + String.join(", ", outlet.denied());
  }
}
