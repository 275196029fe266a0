// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever comes back from the network is a bounded list of devices. */
class MatchesFuzzTest {
  private static final Pattern ID = Pattern.compile("MessageID>([^<]+)<");

  @FuzzTest
  void answer(byte[] bytes) {
    Probe probe = new Probe();
    Matcher id = ID.matcher(new String(probe.questions().get(0), StandardCharsets.UTF_8));
    assertThat(id.find()).isTrue();
    String text = new String(bytes, StandardCharsets.UTF_8).replace("$ID", id.group(1));
    Matches matches = new Matches(probe);
    matches.take(bytes, InetAddress.getLoopbackAddress());
    assertThat(matches.found()).as("answers to another's question").isEmpty();
    matches.take(text.getBytes(StandardCharsets.UTF_8), InetAddress.getLoopbackAddress());
    assertThat(matches.found())
        .hasSizeLessThanOrEqualTo(256)
        .allSatisfy(
            each -> {
              assertThat(each.name()).hasSizeLessThanOrEqualTo(100);
              assertThat(each.addresses()).hasSizeLessThanOrEqualTo(8);
            });
  }
}
