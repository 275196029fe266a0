// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;
import org.vestibule.integrations.onvif.sip.internal.video.VideoFigures;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSourcesComponent;
import org.vestibule.testkit.internal.client.WayOut;

/**
 * Cameras that are watched: the gateway's own sources with the motion gate, each with a reader that
 * takes every picture.
 */
final class VideoLoad implements AutoCloseable {
  /** The width and height of what is looked at, and how often. */
  private static final int WIDTH = 640;

  private static final int HEIGHT = 360;
  static final int FPS = 5;

  private final VideoSourcesComponent video;
  private final List<VideoSource> sources = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private final AtomicLong taken = new AtomicLong();
  private volatile boolean ended;

  /** What a picture is looked at by. */
  interface Look {
    void look(Frame frame) throws VestibuleException;
  }

  /**
   * What was measured.
   *
   * @param cores used by the gateway's process and its decoders, for one camera
   * @param children the decoders' part of it
   * @param fps pictures that each reader took in a second
   * @param dropped pictures that no reader took in time
   * @param before resident memory of the gateway and its decoders, in bytes
   * @param after the same at the end
   */
  record Figures(double cores, double children, double fps, long dropped, long before, long after) {
    double growth() {
      return 100.0 * (after - before) / before;
    }
  }

  VideoLoad(List<URI> cameras, Look look) throws VestibuleException {
    // A budget that is never used up: what is measured is what the cameras want.
    video = new VideoSourcesComponent(Map.of("cores", "64"));
    video.bindBroker(new OpenWays());
    for (int i = 0; i < cameras.size(); i++) {
      StreamWish wish =
          new StreamWish(
              new StationId("camera-" + i),
              cameras.get(i),
              "",
              Optional.empty(),
              false,
              WIDTH,
              HEIGHT,
              FPS,
              StreamWish.Options.usual());
      VideoSource source = video.stream(wish);
      sources.add(source);
      VideoFeed feed = source.ambient();
      Thread reader = new Thread(() -> read(feed, look), "bench-reader-" + i);
      reader.setDaemon(true);
      readers.add(reader);
      reader.start();
    }
  }

  private void read(VideoFeed feed, Look look) {
    try (feed) {
      while (!ended) {
        Optional<Frame> frame = feed.next(Duration.ofMillis(200));
        if (frame.isPresent()) {
          taken.incrementAndGet();
          look.look(frame.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VestibuleException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Waits until every camera gives pictures, and until the first seconds are over. */
  void warmUp() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (video.figures().values().stream().anyMatch(each -> each.handedOut() < 3 * FPS)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("a camera gives no pictures: " + video.status().sentence());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Measures for so long. */
  Figures measure(Duration time) throws InterruptedException {
    long memory = memory();
    long own = ownNanos();
    long children = childNanos();
    long pictures = taken.get();
    long dropped = dropped();
    long restarts = restarts();
    long began = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    double wall = (double) (System.nanoTime() - began) * sources.size();
    double decoders = (childNanos() - children) / wall;
    if (restarts() > restarts) {
      throw new IllegalStateException("a camera was begun anew while it was measured");
    }
    return new Figures(
        decoders + (ownNanos() - own) / wall,
        decoders,
        (taken.get() - pictures) / (wall / 1e9),
        dropped() - dropped,
        memory,
        memory());
  }

  /** Returns the command line of one decoder. */
  List<String> command() throws IOException {
    return ProcessFigures.command(pids().get(0));
  }

  private long memory() {
    System.gc();
    long children = pids().stream().mapToLong(ProcessFigures::resident).sum();
    return children + ProcessFigures.resident(ProcessHandle.current().pid());
  }

  private List<Long> pids() {
    return video.figures().values().stream().flatMap(each -> each.pid().stream()).toList();
  }

  private long childNanos() {
    return video.figures().values().stream().mapToLong(VideoFigures::cpuNanos).sum();
  }

  private long dropped() {
    return video.figures().values().stream().mapToLong(VideoFigures::dropped).sum();
  }

  private long restarts() {
    return video.figures().values().stream().mapToLong(VideoFigures::restarts).sum();
  }

  private static long ownNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread reader : readers) {
      reader.join(5_000);
    }
    video.close();
  }

  /** Every way is open, and nothing is counted. */
  private static final class OpenWays implements EgressBroker {
    @Override
    public Egress open(String bundle, Sink sink) {
      return new WayOut();
    }

    @Override
    public List<Report> reports() {
      return List.of();
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }
  }
}
