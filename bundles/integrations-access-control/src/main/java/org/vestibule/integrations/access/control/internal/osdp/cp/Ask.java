// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.concurrent.CompletableFuture;

/**
 * A command that somebody wants sent to a reader once. It is sent before {@code expiresNanos} or
 * never; what was sent is repeated only with the same sequence number, by which a reader knows that
 * it did it already, and an urgent one only until then.
 *
 * @param code the command
 * @param data its data
 * @param urgent whether a door waits for it: other readers of the line then wait too
 * @param expiresNanos until when it may be sent, on {@link System#nanoTime()}
 * @param answer is completed once, on the line's thread
 */
public record Ask(
    int code, byte[] data, boolean urgent, long expiresNanos, CompletableFuture<Answer> answer) {
  /** A command whose answer can be waited for. */
  public static Ask of(int code, byte[] data, boolean urgent, long expiresNanos) {
    return new Ask(code, data, urgent, expiresNanos, new CompletableFuture<>());
  }

  boolean expired(long nowNanos) {
    return nowNanos - expiresNanos >= 0;
  }

  @Override
  public String toString() {
    return String.format("Ask[%02X, %d bytes]", code, data.length);
  }
}
