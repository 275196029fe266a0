// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.testkit.internal.rtsp.RtspSettings;
import org.vestibule.testkit.internal.rtsp.RtspSource;

/**
 * {@code ./vestibule bench video}: how many cameras one core watches at five pictures a second,
 * from RTSP to a reader behind the motion gate, beside the same decoder command that writes to
 * nothing. The cameras are GStreamer's RTSP server on this machine; what it uses is not counted.
 * Prints a table, then one {@code key=value} a line; exit code 0 only if everything was measured.
 */
public final class BenchVideo {
  private final int count;
  private final Duration time;
  private double growth;
  private long dropped;

  private BenchVideo(int count, Duration time) {
    this.count = count;
    this.time = time;
  }

  /** What one kind of camera needs. */
  private record Row(VideoLoad.Figures ours, double bare) {
    double ratio() {
      return ours.cores() / bare;
    }
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--packs DIR] [--minutes N] [--cameras N]}: model packs of a face
   *     finder, how long in all, and how many cameras at the same time
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    if (!RtspSource.available()) {
      throw new IllegalStateException("it needs " + RtspSource.PACKAGES);
    }
    int minutes = options.number("--minutes", 2);
    int count = options.number("--cameras", 2);
    BenchVideo bench = new BenchVideo(count, Duration.ofSeconds(minutes * 60L));
    System.out.println(Machine.describe(Path.of(options.text("--home")).toAbsolutePath()));
    System.out.printf("%d cameras, %d minutes%n%n", count, minutes);
    System.out.println(
        "camera      ours, cores  its decoder   bare ffmpeg   ratio   fps   dropped   RSS MB");
    Row small = bench.row("720p10", 1280, 720, 10);
    Row large = bench.row("1080p15", 1920, 1080, 15);
    System.out.println();
    bench.faces(options);
    System.out.println();
    value("cameras_720p_per_core", 1 / small.ours().cores());
    value("cameras_1080p_per_core", 1 / large.ours().cores());
    System.out.println("dropped_frames=" + bench.dropped);
    value("rss_growth_pct", bench.growth);
    value("cpu_ratio_to_ffmpeg", Math.max(small.ratio(), large.ratio()));
  }

  private Row row(String name, int width, int height, int fps) throws Exception {
    RtspSettings settings = RtspSettings.ball().size(width, height, fps);
    List<RtspSource> cameras = new ArrayList<>();
    try {
      List<URI> uris = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cameras.add(RtspSource.start(settings));
        uris.add(cameras.get(i).main());
      }
      List<String> command;
      VideoLoad.Figures ours;
      try (VideoLoad load = new VideoLoad(uris, frame -> {})) {
        load.warmUp();
        ours = load.measure(time.multipliedBy(35).dividedBy(100));
        command = load.command();
      }
      double bare = BareFfmpeg.measure(command, uris, time.multipliedBy(10).dividedBy(100));
      Row row = new Row(ours, bare);
      growth = Math.max(growth, ours.growth());
      dropped += ours.dropped();
      if (ours.fps() < 0.8 * VideoLoad.FPS) {
        throw new IllegalStateException("only " + ours.fps() + " pictures a second came");
      }
      System.out.printf(
          Locale.ROOT,
          "%-10s %12.4f %12.4f %13.4f %7.2f %5.1f %9d   %.0f to %.0f%n",
          name,
          ours.cores(),
          ours.children(),
          bare,
          row.ratio(),
          ours.fps(),
          ours.dropped(),
          ours.before() / 1e6,
          ours.after() / 1e6);
      return row;
    } finally {
      cameras.forEach(RtspSource::close);
    }
  }

  /** The same with a face finder behind the gate, where there is one. */
  private void faces(Options options) throws Exception {
    Optional<PictureLook> found = PictureLook.open(options.text("--packs", ""));
    if (found.isEmpty()) {
      System.out.println("No face finder was run: no model packs; ./vestibule models fetches them");
      return;
    }
    RtspSettings settings = RtspSettings.ball().size(1280, 720, 10);
    try (PictureLook look = found.get();
        RtspSource camera = RtspSource.start(settings);
        VideoLoad load = new VideoLoad(List.of(camera.main()), look::look)) {
      load.warmUp();
      VideoLoad.Figures ours = load.measure(time.multipliedBy(10).dividedBy(100));
      System.out.printf(
          Locale.ROOT,
          "720p10 with a face finder on each picture that moves: %.4f cores, %.1f ms a picture,"
              + " %d dropped%n",
          ours.cores(),
          look.millis(),
          ours.dropped());
      value("finder_ms", look.millis());
    }
  }

  private static void value(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
