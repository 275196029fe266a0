// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

/**
 * What a WebSocket's other side sends. Each method is called by one thread at a time, in order; a
 * method that takes its time holds up this one connection and nobody else's. What it throws closes
 * the connection with 1011.
 */
public interface SocketListener {
  /** The connection stands; nothing was received before. */
  void opened(Socket socket);

  /** A whole text message, in valid UTF-8, within the limits. */
  void text(Socket socket, String message);

  /** A whole binary message, within the limits. */
  void binary(Socket socket, byte[] message);

  /** The connection is over, whoever ended it; called once, and nothing comes after. */
  void closed(Socket socket);
}
