// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import org.vestibule.api.station.StationInfo;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/**
 * What the configuration of each station says.
 *
 * @param info what it is; {@code video} and {@code audio} as configured
 * @param pid the configuration's factory, for messages
 * @param areas of its picture; others may hold later
 * @param sip the user of the SIP panel that rings and talks for this station; empty: none
 */
public record StationBasics(StationInfo info, String pid, LiveAreas areas, String sip) {}
