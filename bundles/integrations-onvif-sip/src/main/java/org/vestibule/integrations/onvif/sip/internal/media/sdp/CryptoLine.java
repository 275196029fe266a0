// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.MasterKey;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * An {@code a=crypto} line (RFC 4568, section 9.1). A lifetime is read over: at 50 packets a second
 * the limit of 2^48 packets lies beyond any call.
 */
record CryptoLine(int tag, Suite suite, MasterKey key) {
  static final String NAME = "crypto";

  /** Key, lifetime; a master key identifier is not taken, nor several keys, nor parameters. */
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9}) +([A-Za-z0-9_]+) +inline:([A-Za-z0-9+/]{40})(\\|(2\\^)?\\d{1,15})?");

  /** Returns the lines that can be used, in their order. */
  static List<CryptoLine> in(MediaDescription media) {
    return media.all(NAME).stream().map(CryptoLine::of).flatMap(Optional::stream).toList();
  }

  private static Optional<CryptoLine> of(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int tag = Integer.parseInt(matcher.group(1));
    return Suite.named(matcher.group(2))
        .flatMap(
            suite -> MasterKey.of(matcher.group(3)).map(key -> new CryptoLine(tag, suite, key)));
  }

  Attribute attribute() {
    return new Attribute(NAME, tag + " " + suite + " inline:" + key.text());
  }
}
