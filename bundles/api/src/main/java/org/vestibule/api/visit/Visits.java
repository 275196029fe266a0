// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** The visits of this building. Thread-safe; {@link #press} returns within a few milliseconds. */
@ProviderType
public interface Visits {
  /**
   * Opens a visit, or joins the one that is open at this station: a second press within the
   * debounce time is the same visit.
   *
   * @throws VestibuleException {@code unknown-station} if no such station is registered; {@code
   *     gateway-stopping} while shutting down; {@code gateway-restarting} while a planned restart
   *     is near, unless the press joins a visit that is open
   */
  VisitId press(ButtonPress press) throws VestibuleException;

  /** Returns what is known of a visit that is open or was among the last ones. */
  Optional<VisitStory> story(VisitId id);

  /** Returns the open and the last closed visits, newest first, at most {@code limit}. */
  List<VisitStory> recent(int limit);
}
