// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description, as far as a call needs it.
 *
 * @param address of the {@code c=} line of the session, as written
 * @param attributes of the session
 */
record SessionDescription(
    Optional<String> address, List<Attribute> attributes, List<MediaDescription> media) {
  SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }
}
