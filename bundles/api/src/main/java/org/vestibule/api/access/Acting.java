// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

/**
 * Who is acting on this thread. A surface sets it around a request; the audit reads it, so that
 * every entry says who caused it and through which door, and no service has to pass it on. Work
 * that is handed to another thread is the gateway's own unless whoever hands it over sets it again.
 */
public final class Acting {
  /** What somebody does. */
  @FunctionalInterface
  public interface Deed<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  private static final ThreadLocal<Caller> NOW = new ThreadLocal<>();

  private Acting() {}

  /** Returns who is acting; {@link Caller#GATEWAY} when nobody else is. */
  public static Caller now() {
    Caller caller = NOW.get();
    return caller == null ? Caller.GATEWAY : caller;
  }

  /** Does something in the name of {@code caller}. */
  public static <T, E extends Exception> T as(Caller caller, Deed<T, E> deed) throws E {
    Caller before = NOW.get();
    NOW.set(caller);
    try {
      return deed.run();
    } finally {
      if (before == null) {
        NOW.remove();
      } else {
        NOW.set(before);
      }
    }
  }
}
