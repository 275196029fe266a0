// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.command;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.access.Caller;

/**
 * Where commands of other systems are judged, written down, done and answered, by whatever way they
 * came. Thread-safe.
 */
@ProviderType
public interface CommandDesk {
  /**
   * Carries out a command in the name of {@code caller}, once: the same request of the same caller
   * again gets the answer of the first. Never blocks on a device.
   *
   * @return completes normally with exactly one answer, never exceptionally
   */
  CompletionStage<CommandResult> carryOut(CommandRequest request, Caller caller);
}
