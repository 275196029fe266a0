// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.time.Duration;
import org.vestibule.api.VestibuleException;

/**
 * The outputs and inputs of one relay module. Called by one thread; a call takes no longer than the
 * device's answer time.
 */
public interface RelayBank extends AutoCloseable {
  /** Returns how many outputs it has. */
  int outputs();

  /** Returns how many inputs it has. */
  int inputs();

  /** Returns whether {@link #pulse} is timed by the module itself. */
  boolean timesPulses();

  /**
   * Switches an output.
   *
   * @throws VestibuleException {@code device-unreachable} (nothing was sent), {@code
   *     device-timed-out} (sent, not confirmed), {@code device-refused}
   */
  void set(int output, boolean on) throws VestibuleException;

  /**
   * Switches an output on, and has the module switch it off after {@code length}.
   *
   * @throws VestibuleException as {@link #set}; {@code hold-unsupported} where {@link #timesPulses}
   *     is false
   */
  void pulse(int output, Duration length) throws VestibuleException;

  /**
   * Reads all outputs back.
   *
   * @throws VestibuleException as {@link #set}
   */
  boolean[] readOutputs() throws VestibuleException;

  /**
   * Reads all inputs.
   *
   * @throws VestibuleException as {@link #set}
   */
  boolean[] readInputs() throws VestibuleException;

  @Override
  void close();
}
