// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;

/** A broker refused, or is gone. */
final class BrokerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int reason;

  /**
   * @param reason as the broker said it, or the client library's own code
   */
  BrokerException(int reason, Throwable cause) {
    super("reason " + reason, cause);
    this.reason = reason;
  }

  /** 4 and 5 in MQTT 3.1.1, 3.2.2.3; 0x86 and 0x87 in MQTT 5.0, 3.2.2.2. */
  boolean refusesUser() {
    return reason == 4 || reason == 5 || reason == 0x86 || reason == 0x87;
  }

  /**
   * 1 in MQTT 3.1.1; 0x84 in MQTT 5.0; 50001 is what Paho calls an answer whose code MQTT 5 does
   * not know, which is how brokers of 3.1.1 answer.
   */
  boolean refusesVersion() {
    return reason == 1 || reason == 0x84 || reason == 50001;
  }

  int reason() {
    return reason;
  }
}
