// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Egress;

/** What a stream needs of its surroundings. Thread-safe. */
interface VideoTools {
  /** Returns the name or path of ffmpeg. */
  String program();

  /**
   * Opens a way to a camera; whoever asked closes it.
   *
   * @throws VestibuleException {@code no-way-out}, {@code egress-denied}, {@code egress-undeclared}
   */
  Egress way(StreamWish stream) throws VestibuleException;

  /** Returns the budget that all cameras share. */
  CpuBudget budget();
}
