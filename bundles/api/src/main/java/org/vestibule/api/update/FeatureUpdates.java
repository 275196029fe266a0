// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.update;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Installs, removes, updates and rolls back one feature of the house at a time, and restarts
 * nothing that was not named. A feature is named by its short name, for example {@code vision}.
 *
 * <p>Every order is written to the audit before it is done. A call returns when the work is done
 * and healthy, or has been undone. Thread-safe; a second order meanwhile is refused with {@code
 * update-running}. Further codes of all orders: {@code unknown-feature}, {@code service-missing},
 * {@code audit-unwritable}.
 */
@ProviderType
public interface FeatureUpdates {
  /** Returns every feature with a bundle of the house, by name. */
  List<FeatureInfo> features();

  /** Returns what is being done now, as one sentence; empty when nothing is. */
  String progress();

  /**
   * Installs a feature that the distribution or a former update knows.
   *
   * @param who who orders it, for the audit
   * @throws VestibuleException {@code feature-unresolvable}, {@code feature-update-failed} when it
   *     did not become healthy and was removed again
   */
  UpdateReport install(String feature, String who) throws VestibuleException;

  /**
   * Removes a feature that no other one needs.
   *
   * @throws VestibuleException {@code feature-required}, naming who needs it
   */
  UpdateReport remove(String feature, String who) throws VestibuleException;

  /**
   * Replaces a feature's bundle by a jar with a higher version.
   *
   * @param file a plain file name in the folder {@code updates} of the data folder
   * @throws VestibuleException before anything is touched: {@code value-invalid}, {@code
   *     unknown-update}, {@code update-invalid}, {@code bundle-mismatch}, {@code
   *     feature-not-installed}, {@code feature-version-reused}, {@code feature-downgrade}, {@code
   *     needs-restart}, {@code feature-unresolvable}; after the former version was put back: {@code
   *     feature-update-failed}; if that failed, too: {@code feature-roll-back-failed}
   */
  UpdateReport update(String feature, String file, String who) throws VestibuleException;

  /**
   * Goes back to the version before the last update.
   *
   * @throws VestibuleException {@code nothing-to-roll-back}, {@code needs-restart} and those of an
   *     update
   */
  UpdateReport rollBack(String feature, String who) throws VestibuleException;

  /**
   * Orders an update that cannot be done live: the doors are told, open visits end, the process
   * starts again with the new version, and goes back to the former one if it does not become ready.
   *
   * @param feature a feature, or {@code karaf} for a new distribution that was built beside the
   *     running one
   * @param file as in {@link #update}; empty for {@code karaf}
   * @return what will happen; the work goes on after the answer
   * @throws VestibuleException those of an update that come before anything is touched
   */
  RestartPlan updateByRestart(String feature, String file, String who) throws VestibuleException;

  /** Orders a roll-back that cannot be done live, as {@link #updateByRestart} does an update. */
  RestartPlan rollBackByRestart(String feature, String who) throws VestibuleException;
}
