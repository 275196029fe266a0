// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.time.Duration;
import org.vestibule.api.door.ReaderKeys.Reader;

/** One configured OSDP line, whichever side of it this gateway is. Thread-safe. */
public interface ReaderLine {
  /** Returns how it is. */
  Reader reader();

  /** Lets a key be set for so long, or until one was. */
  void openCommissioning(Duration window);

  /** Ends that. */
  void closeCommissioning();

  /** Another key is kept now, or none: a session under the old one ends. */
  void keyChanged();
}
