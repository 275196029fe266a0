// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import java.time.Duration;
import java.util.List;
import org.vestibule.api.consent.SiteProfile;

/**
 * A profile with what only this bundle asks of it. Immutable.
 *
 * @param law what everybody may know of it
 * @param audit how long the audit is kept
 * @param auditAtLeast how far a setting may shorten that
 * @param backups how long backups are kept
 * @param releaseBeforeCapture whether a release must be in the ledger before the first picture, so
 *     that an enrolment's own note comes too late (BIPA section 15(b))
 * @param texts versions of the texts that are read here
 */
public record Profile(
    SiteProfile law,
    Duration audit,
    Duration auditAtLeast,
    Duration backups,
    boolean releaseBeforeCapture,
    List<String> texts) {
  /** Copies the list. */
  public Profile {
    texts = List.copyOf(texts);
  }

  /** Returns its name. */
  public String name() {
    return law.name();
  }
}
