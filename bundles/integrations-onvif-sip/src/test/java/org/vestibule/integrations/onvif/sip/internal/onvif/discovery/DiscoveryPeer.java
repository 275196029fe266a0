// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.vestibule.api.station.FoundStation;
import org.vestibule.testkit.internal.onvif.DiscoveryResponder;

/** One end of a search, in a process and a network of its own. */
final class DiscoveryPeer {
  private DiscoveryPeer() {}

  /** Answers at an address until its input ends, or asks. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("ask")) {
      for (FoundStation found : new Discovery().ask(Duration.ofSeconds(10))) {
        System.out.println(found.endpoint() + " " + found.from() + " " + found.addresses());
      }
      return;
    }
    InetAddress here = InetAddress.getByName(arguments[1]);
    URI device = URI.create("http://" + arguments[1] + "/onvif/device_service");
    try (DiscoveryResponder answers = new DiscoveryResponder(here, 3702, device)) {
      System.out.println(answers.endpoint());
      System.in.read();
    }
  }
}
