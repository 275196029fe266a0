// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes this end's descriptions of one dialog. The version in {@code o=} grows by one whenever the
 * rest differs from the last one (RFC 3264, section 8). Not thread-safe.
 */
final class Descriptions {
  private final Local local;
  private final long id;
  private long version;
  private String last;

  Descriptions(Local local, SecureRandom random) {
    this.local = local;
    // 62 bits, for phones that read it as a signed number.
    id = random.nextLong() >>> 2;
  }

  String write(List<MediaDescription> media) {
    String rest =
        Stream.concat(
                Stream.of("s=-", "c=" + local.line(), "t=0 0"),
                media.stream().flatMap(MediaDescription::lines))
            .collect(Collectors.joining("\r\n", "", "\r\n"));
    if (!rest.equals(last)) {
      version++;
      last = rest;
    }
    return "v=0\r\no=- " + id + " " + version + " " + local.line() + "\r\n" + rest;
  }
}
