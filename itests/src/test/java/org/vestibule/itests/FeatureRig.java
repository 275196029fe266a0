// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.UpdateReport;
import org.vestibule.testkit.internal.demo.BundleRelease;

/**
 * Orders changes of features in the container, and compares after each what every other bundle was
 * and is: its version, its services as objects of the registry, and that it never stopped.
 */
final class FeatureRig implements SynchronousBundleListener, AutoCloseable {
  /** What is done to a feature; in this order they lead back to where they began. */
  enum Deed {
    UPDATE,
    ROLL_BACK,
    REMOVE,
    INSTALL
  }

  private static final String PREFIX = "org.vestibule.";
  private static final String WHO = "test";

  private final BundleContext context;
  private final FeatureUpdates updates;
  private final Path data;
  private final ConcurrentLinkedQueue<String> stopped = new ConcurrentLinkedQueue<>();
  private static int releases;

  FeatureRig(BundleContext context, FeatureUpdates updates, Path data) {
    this.context = context;
    this.updates = updates;
    this.data = data;
    context.addBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPED) {
      stopped.add(String.valueOf(event.getBundle().getSymbolicName()));
    }
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
  }

  /** Does one deed and checks that it reached the named feature and nothing else. */
  UpdateReport play(String feature, Deed deed) throws IOException {
    String what = deed + " " + feature;
    Map<String, Seen> before = others(feature);
    Optional<Bundle> old = bundle(feature);
    stopped.clear();
    UpdateReport report;
    try {
      report = order(feature, deed);
    } catch (VestibuleException e) {
      // Its cause is a class of the agent's, which does not travel out of the container.
      throw new AssertionError(what + ": " + e.code() + ": " + e.getMessage());
    }
    assertSame(what + " changed others", before, others(feature));
    Set<String> strangers = new TreeSet<>(stopped);
    strangers.remove(PREFIX + feature);
    if (deed == Deed.REMOVE) {
      // A library that nobody else needs goes with it.
      strangers.removeIf(name -> !name.startsWith(PREFIX));
    }
    assertEquals(what + " stopped others", Set.of(), strangers);
    assertEquals(what + " reports", List.of(), report.restarted());
    assertEquals(what, deed != Deed.REMOVE, bundle(feature).isPresent());
    assertEquals(
        what, report.after(), bundle(feature).map(b -> b.getVersion().toString()).orElse(""));
    if (deed == Deed.UPDATE) {
      assertTrue(what, Version.parseVersion(report.after()).compareTo(version(report)) > 0);
    }
    assertTrue(what + " of nothing", old.isPresent() || deed == Deed.INSTALL);
    assertResolved(what);
    return report;
  }

  /** Nothing was lost: what came in addition is the late echo of an earlier deed. */
  static void assertSame(String what, Map<String, Seen> before, Map<String, Seen> after) {
    assertEquals(what, before.keySet(), after.keySet());
    before.forEach(
        (name, seen) -> {
          assertEquals(what + ": " + name, seen.is(), after.get(name).is());
          Set<Object> lost = new HashSet<>(seen.services());
          lost.removeAll(after.get(name).services());
          assertEquals(what + ": services of " + name + " were replaced", Set.of(), lost);
        });
  }

  private static Version version(UpdateReport report) {
    return Version.parseVersion(report.before());
  }

  private UpdateReport order(String feature, Deed deed) throws VestibuleException, IOException {
    return switch (deed) {
      case UPDATE -> updates.update(feature, release(feature), WHO);
      case ROLL_BACK -> updates.rollBack(feature, WHO);
      case REMOVE -> updates.remove(feature, WHO);
      case INSTALL -> updates.install(feature, WHO);
    };
  }

  /** Makes the next release of a feature's bundle; returns the file's name. */
  String release(String feature) throws IOException {
    releases++;
    return release(feature, "0.1." + (1000 + releases));
  }

  String release(String feature, String version) throws IOException {
    String file = feature + "-" + version + ".jar";
    BundleRelease.write(House.release(feature), data.resolve("updates").resolve(file), version);
    return file;
  }

  Optional<Bundle> bundle(String feature) {
    List<Bundle> found =
        Arrays.stream(context.getBundles())
            .filter(bundle -> (PREFIX + feature).equals(bundle.getSymbolicName()))
            .toList();
    assertTrue(feature + " is there more than once: " + found, found.size() <= 1);
    return found.stream().findFirst();
  }

  /** A bundle's version and state, and the ids of its services. */
  record Seen(String is, List<Object> services) {}

  /** Returns every bundle of the house but the named one. */
  Map<String, Seen> others(String feature) {
    Map<String, Seen> others = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      if (!name.equals(PREFIX + feature) && name.startsWith(PREFIX)) {
        String is = bundle.getVersion() + " in state " + bundle.getState();
        others.put(name, new Seen(is, services(bundle)));
      }
    }
    return others;
  }

  private static List<Object> services(Bundle bundle) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    List<Object> ids = new ArrayList<>();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      ids.add(reference.getProperty(Constants.SERVICE_ID));
    }
    return ids;
  }

  /** Whatever is installed is resolved, and what is ours runs. */
  private void assertResolved(String what) {
    for (Bundle bundle : context.getBundles()) {
      assertTrue(what + " left unresolved: " + bundle, bundle.getState() != Bundle.INSTALLED);
      boolean ours = String.valueOf(bundle.getSymbolicName()).startsWith(PREFIX);
      assertTrue(what + " left stopped: " + bundle, !ours || bundle.getState() == Bundle.ACTIVE);
    }
  }
}
