// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A law, as a data file names it; no advice.
 *
 * @param id for example {@code gdpr}
 * @param applies from when on; empty when that is not settled
 * @param source where this was read
 * @param asOf when it was read
 */
public record Regulation(
    String id, String title, Optional<LocalDate> applies, String source, LocalDate asOf) {}
