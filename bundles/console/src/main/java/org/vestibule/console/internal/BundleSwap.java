// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a bundle's content while it is installed, and puts the old content back when the new one
 * does not start. The old content is read from the bundle itself, so it is what really ran.
 */
final class BundleSwap {
  private static final Logger LOG = LoggerFactory.getLogger(BundleSwap.class);
  private static final long WAIT_SECONDS = 20;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final BundleContext framework;

  BundleSwap(BundleContext framework) {
    this.framework = framework;
  }

  /** The update failed and the old content runs again, or at least was put back. */
  static final class RolledBack extends IOException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    RolledBack(Problem problem) {
      super(problem);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  /**
   * Updates and waits until the bundle is active.
   *
   * @return the bundle before and after, and the milliseconds from stop to active
   * @throws RolledBack when the new content does not start
   */
  Map<String, Object> update(Bundle bundle, Path jar) throws IOException {
    Map<String, Object> before = InstalledBundles.plain(bundle);
    Path old = Files.createTempFile("vestibule-old", ".jar");
    try {
      save(bundle, old);
      long begun = System.nanoTime();
      try {
        replace(bundle, jar);
      } catch (BundleException | IOException | IllegalStateException e) {
        throw rollBack(bundle, old, e);
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("before", before);
      answer.put("after", InstalledBundles.plain(bundle));
      answer.put("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      return answer;
    } finally {
      Files.deleteIfExists(old);
    }
  }

  private RolledBack rollBack(Bundle bundle, Path old, Exception cause) throws IOException {
    String name = bundle.getSymbolicName();
    LOG.warn("The new content of {} does not start, the old one is put back", name, cause);
    String reason = Request.shortened(firstLine(cause));
    try {
      replace(bundle, old);
      return new RolledBack(
          new Problem(
              422,
              "bundle-update-failed",
              "bundle " + name,
              "a jar that does not start: " + reason,
              "a jar that starts in this gateway",
              "The old content runs again. Correct the jar and try again.",
              cause));
    } catch (BundleException | IOException | IllegalStateException e) {
      LOG.error("The old content of {} does not start again", name, e);
      return new RolledBack(
          new Problem(
              500,
              "bundle-roll-back-failed",
              "bundle " + name,
              "neither the new nor the old content starts: " + reason,
              "a bundle that starts",
              "Restart the gateway.",
              e));
    }
  }

  private void replace(Bundle bundle, Path jar) throws BundleException, IOException {
    // Opened first: what cannot be read must not leave the bundle stopped.
    try (InputStream in = Files.newInputStream(jar)) {
      bundle.stop(Bundle.STOP_TRANSIENT);
      bundle.update(in);
    }
    if (bundle.adapt(BundleRevisions.class).getRevisions().size() > 1) {
      refresh(bundle);
    }
    bundle.start(Bundle.START_TRANSIENT);
    if (bundle.getState() != Bundle.ACTIVE) {
      throw new BundleException("state " + InstalledBundles.state(bundle) + " after the start");
    }
  }

  /** Drops the old revision that others are still wired to; nobody is when nothing is exported. */
  private void refresh(Bundle bundle) throws BundleException {
    CountDownLatch done = new CountDownLatch(1);
    framework
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    try {
      if (!done.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new BundleException("the refresh took longer than " + WAIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundleException("interrupted while refreshing", e);
    }
  }

  private static void save(Bundle bundle, Path target) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
      copy(bundle, MANIFEST, out);
      saveFolder(bundle, "/", out);
    }
  }

  private static void saveFolder(Bundle bundle, String folder, JarOutputStream out)
      throws IOException {
    Enumeration<String> paths = bundle.getEntryPaths(folder);
    while (paths != null && paths.hasMoreElements()) {
      String path = paths.nextElement();
      if (path.endsWith("/")) {
        saveFolder(bundle, path, out);
      } else if (!path.equals(MANIFEST)) {
        copy(bundle, path, out);
      }
    }
  }

  private static void copy(Bundle bundle, String path, JarOutputStream out) throws IOException {
    URL entry = bundle.getEntry(path);
    if (entry == null) {
      throw new IOException("no entry " + path);
    }
    try (InputStream in = entry.openStream()) {
      out.putNextEntry(new ZipEntry(path));
      in.transferTo(out);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
