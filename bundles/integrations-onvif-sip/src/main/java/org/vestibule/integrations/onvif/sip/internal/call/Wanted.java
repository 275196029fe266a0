// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.Optional;
import org.vestibule.api.notice.Audience;

/**
 * Whom a visitor needs.
 *
 * @param unit for whom they rang, if that is known
 * @param audience who of the house
 * @param urgent whether somebody may be in danger: hours and quiet times do not count then
 */
record Wanted(Optional<String> unit, Audience audience, boolean urgent) {}
