// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import org.vestibule.api.station.StationInfo;

/**
 * What the configuration of each station says.
 *
 * @param info what it is; {@code video} and {@code audio} as configured
 * @param pid the configuration's factory, for messages
 * @param sip the user of the SIP panel that rings and talks for this station; empty: none
 */
public record StationBasics(StationInfo info, String pid, String sip) {}
