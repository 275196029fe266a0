// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peer: the gateway's own decoder command, straight from the camera and into nothing. */
final class BareFfmpeg {
  private BareFfmpeg() {}

  /**
   * Measures.
   *
   * @param command a command line of the gateway's
   * @return cores for one camera
   */
  static double measure(List<String> command, List<URI> cameras, Duration time)
      throws IOException, InterruptedException {
    List<String> bare = new ArrayList<>(command);
    int form = bare.lastIndexOf("-f");
    bare.set(form + 1, "null");
    bare.set(form + 2, "-");
    List<Process> children = new ArrayList<>();
    try {
      for (URI camera : cameras) {
        bare.set(bare.indexOf("-i") + 1, camera.toString());
        children.add(
            new ProcessBuilder(bare)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
      TimeUnit.SECONDS.sleep(4);
      long before = used(children);
      long began = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      double wall = System.nanoTime() - began;
      if (!children.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException("ffmpeg ended by itself: " + String.join(" ", bare));
      }
      return (used(children) - before) / wall / cameras.size();
    } finally {
      children.forEach(Process::destroyForcibly);
    }
  }

  private static long used(List<Process> children) {
    return children.stream().mapToLong(ProcessFigures::cpuNanos).sum();
  }
}
