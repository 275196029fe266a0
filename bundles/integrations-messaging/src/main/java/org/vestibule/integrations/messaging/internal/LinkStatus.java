// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.security.GeneralSecurityException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** How the link to the broker is, in the words of a person who can act on it. */
final class LinkStatus {
  private LinkStatus() {}

  /** Says what is wrong, from what a connection ended with. */
  static Status problem(MqttSettings now, Exception e, Outbox outbox) {
    String waiting = "; " + outbox.size() + " messages wait, " + outbox.lost() + " lost";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VestibuleException refusal) {
        return Status.unavailable(Cause.CONFIGURATION, refusal.getMessage() + waiting);
      }
      if (cause instanceof MqttException mqtt && refusesUser(mqtt.getReasonCode())) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            now.server()
                + " refuses user '"
                + now.username()
                + "': correct username and"
                + " passwordFile"
                + waiting);
      }
      if (cause instanceof java.nio.file.NoSuchFileException
          || cause instanceof java.nio.file.AccessDeniedException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            "File "
                + cause.getMessage()
                + " cannot be read: correct passwordFile or caFile"
                + waiting);
      }
      if (cause instanceof javax.net.ssl.SSLException
          || cause instanceof GeneralSecurityException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            now.server() + " does not show a certificate that caFile trusts" + waiting);
      }
    }
    return Status.unavailable(
        Cause.NETWORK, now.server() + " does not answer: check address and network" + waiting);
  }

  /** 4 and 5 in MQTT 3.1.1; 0x86 and 0x87 in MQTT 5.0, 3.2.2.2. */
  private static boolean refusesUser(int reason) {
    return reason == 4 || reason == 5 || reason == 0x86 || reason == 0x87;
  }

  static Status connected(MqttSettings now, Way way) {
    String left =
        way.denied().isEmpty()
            ? ""
            : "; left out, because the site does not allow it for sink "
                + Way.SINK
                + ": "
                + String.join(", ", way.denied());
    return Status.ready("Connected to " + now.server() + " and heard" + left);
  }

  static Status noWayOut() {
    return Status.unavailable(
        Cause.DEPENDENCY,
        "Nothing is sent: the broker of what leaves (feature egress) is not there");
  }

  static Status off() {
    return new Status(
        Status.State.STOPPED,
        Cause.DISABLED,
        "No broker is configured; set server in " + MqttConfig.PID + " to switch MQTT on",
        java.time.Instant.now());
  }
}
