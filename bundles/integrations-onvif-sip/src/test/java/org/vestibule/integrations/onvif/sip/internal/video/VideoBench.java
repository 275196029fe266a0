// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.testkit.internal.client.WayOut;

/** What the tests of streams have in common. */
final class VideoBench implements AutoCloseable {
  /** How long a test waits for what comes; a busy machine may need a part of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static final StationId FRONT = new StationId("front");
  static final StreamWish.Options PLAIN = plain(new LiveAreas(Areas.NONE));
  final WayOut way = new WayOut();
  final VideoSourcesComponent video;

  VideoBench() {
    this("ffmpeg");
  }

  VideoBench(String program) {
    video = new VideoSourcesComponent(Map.of("ffmpeg", program, "cores", "2"));
    video.bindBroker(
        (EgressBroker)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EgressBroker.class},
                (proxy, method, args) -> method.getName().equals("open") ? way : null));
  }

  /** Every picture, without what the areas hide. */
  static StreamWish.Options plain(LiveAreas areas) {
    return new StreamWish.Options(Optional.empty(), false, false, areas);
  }

  static StreamWish wish(URI uri) {
    return new StreamWish(FRONT, uri, "", Optional.empty(), false, 320, 240, 10, PLAIN);
  }

  static StreamWish wish(URI uri, String user, Path password, boolean basic) {
    return new StreamWish(FRONT, uri, user, Optional.of(password), basic, 320, 240, 10, PLAIN);
  }

  /** Waits for a picture that was taken after a moment. */
  static Frame picture(VideoFeed feed, long afterNanos) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<Frame> frame = feed.next(Duration.ofMillis(100));
      if (frame.isPresent() && frame.get().capturedNanos() - afterNanos > 0) {
        return frame.get();
      }
    }
    throw new AssertionError("no picture within " + PATIENCE);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Object never = new Object();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      synchronized (never) {
        never.wait(20);
      }
    }
  }

  /** Returns how the one stream does. */
  VideoFigures figures() {
    return video.figures().values().iterator().next();
  }

  /** Returns the number of the one decoder. */
  Optional<Long> pid() {
    return figures().pid();
  }

  @Override
  public void close() {
    video.close();
  }
}
