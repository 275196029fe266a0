// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.net.URI;
import org.vestibule.api.station.VideoFeed;

/** A gateway that looks through a camera, says which decoder runs, and goes on until killed. */
final class Looker {
  private Looker() {}

  public static void main(String[] args) throws Exception {
    VideoBench bench = new VideoBench();
    VideoFeed feed = bench.video.stream(VideoBench.wish(URI.create(args[0]))).open();
    VideoBench.picture(feed, System.nanoTime());
    System.out.println(bench.pid().orElseThrow());
    while (true) {
      VideoBench.picture(feed, System.nanoTime());
    }
  }
}
