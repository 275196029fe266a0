// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vestibule.integrations.onvif.sip.internal.call.Ticks;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/**
 * What every panel needs; each may be missing at any time.
 *
 * @param agent SIP, while it is configured
 * @param media opens the sound
 * @param wish what to offer to a SIP address, or to answer to whoever calls
 * @param ticks time
 */
record PanelLines(
    Supplier<Optional<UserAgent>> agent,
    Supplier<Optional<Media>> media,
    Function<Optional<String>, MediaWish> wish,
    Ticks ticks) {}
