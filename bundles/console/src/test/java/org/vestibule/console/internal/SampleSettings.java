// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Bundles that have the forms of the real ones and do nothing else, and a part behind each that
 * refuses the word {@code nonsense}, as a part refuses what only it can know.
 */
final class SampleSettings {
  static final String REFUSED = "nonsense";

  private SampleSettings() {}

  /** Installs all of them, and what a house has set. */
  static void fill(SampleConsole console) throws Exception {
    try (Stream<Path> folders = Files.list(forms())) {
      for (Path folder : folders.sorted().toList()) {
        install(console, folder.getFileName().toString());
      }
    }
    console.cabinet.set(
        "org.vestibule.door~front-door",
        Map.of("id", "front-door", "title", "Front door", "actuator", "simulated"));
    console.cabinet.set(
        "org.vestibule.door~yard-gate",
        Map.of("id", "yard-gate", "title", "Yard gate", "actuator", "simulated"));
    console.cabinet.set(
        "org.vestibule.mqtt",
        Map.of(
            "server", "tls://broker.example:8883",
            "building", "home",
            "username", "vestibule",
            "password", "secret:mqtt-password"));
    console.cabinet.set("org.vestibule.core", Map.of("stepUp", "unsure", "language", "en"));
  }

  /** Installs and starts a bundle with its forms, unless it is here. */
  static Bundle install(SampleConsole console, String name) throws Exception {
    for (Bundle bundle : console.framework.getBundleContext().getBundles()) {
      if (("org.vestibule." + name).equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    Map<String, byte[]> files = new TreeMap<>();
    if (Files.isDirectory(forms().resolve(name))) {
      try (Stream<Path> found = Files.list(forms().resolve(name))) {
        for (Path file : found.toList()) {
          files.put("OSGI-INF/metatype/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    Bundle bundle = SampleJars.install(console.framework, name, "0.1.0", files);
    bundle.start();
    if (!files.isEmpty()) {
      part(console, bundle, name, pids(files));
    }
    return bundle;
  }

  private static List<String> pids(Map<String, byte[]> files) {
    return files.keySet().stream()
        .map(file -> file.substring(file.lastIndexOf('/') + 1).replace(".xml", ""))
        .toList();
  }

  private static Path forms() throws Exception {
    return Path.of(SampleSettings.class.getResource("/forms").toURI());
  }

  private static void part(SampleConsole console, Bundle bundle, String name, List<String> pids) {
    StatusHolder status = new StatusHolder(Status.ready(name + " works"));
    var before = console.cabinet.told;
    console.cabinet.told =
        pid -> {
          before.accept(pid);
          if (pids.contains(pid.replaceAll("~.*", ""))) {
            status.set(judged(console, name, pid));
          }
        };
    StatusSource source =
        new StatusSource() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public Status status() {
            return status.get();
          }
        };
    bundle.getBundleContext().registerService(StatusSource.class, source, null);
  }

  private static Status judged(SampleConsole console, String name, String pid) {
    Dictionary<String, Object> values = console.cabinet.kept.get(pid);
    if (values != null) {
      for (String key : java.util.Collections.list(values.keys())) {
        if (values.get(key).toString().contains(REFUSED)) {
          return Status.degraded(
              Status.Cause.CONFIGURATION,
              "setting "
                  + key
                  + " of "
                  + pid
                  + ": '"
                  + REFUSED
                  + "' makes no sense; the last good"
                  + " values hold");
        }
      }
    }
    return Status.ready(name + " works");
  }
}
