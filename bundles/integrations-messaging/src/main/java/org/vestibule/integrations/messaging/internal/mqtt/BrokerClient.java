// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Set;
import java.util.function.IntConsumer;

/**
 * One connection to a broker, whatever version of MQTT it speaks. {@link #publish} and {@link
 * #subscribe} are called by one thread.
 */
interface BrokerClient {
  /** What a message that nobody took is answered with: the connection is gone. */
  int LOST = -1;

  /** How long connecting, and each answer to what is not pipelined, may take. */
  int SECONDS = 10;

  /**
   * The longest packet that is taken, in bytes: a broker of MQTT 5 sends no longer one, and what is
   * longer in MQTT 3.1.1 is dropped.
   */
  int MOST_PACKET = 65_536;

  /** Returns the protocol's version for people. */
  String version();

  /** Returns how many messages may wait for their confirmation at the same time. */
  int receiveMaximum();

  /** Returns the longest packet that the broker takes, in bytes. */
  long longestPacket();

  boolean connected();

  /** Subscribes with QoS 1, and returns when the broker granted it. */
  void subscribe(Set<String> filters) throws BrokerException;

  /**
   * Publishes, and returns at once.
   *
   * @param receipt is told once, on a thread that must not wait: 0 to 0x7f when the broker has it,
   *     from 0x80 why it does not take it (MQTT 5.0, 3.4.2.1), or {@link #LOST}
   */
  void publish(Outgoing message, byte[] payload, IntConsumer receipt) throws BrokerException;

  /** Leaves with a DISCONNECT, so that no will is published. */
  void leave();

  /** Lets go without a word. */
  void abandon();
}
