// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What helps whoever looks for a fault from afar, in a zip, with nothing of whoever lives here. */
final class Diagnostics {
  private static final String READ_ME =
      """
      Vestibule diagnostics

      gateway.json   version, uptime, Java, operating system
      bundles.json   every bundle with version and state
      parts.json     how each part is and how it became so
      metrics.txt    what is counted, in the text format of Prometheus
      settings.json  switches, numbers and choices of the configuration; all else was removed
      log.txt        the last lines of the log, with names, codes, tokens and addresses removed

      Not in it: people, visits, pictures, sound, the audit, secrets, keys, free text of the
      configuration. What was taken out of a sentence reads [removed].
      """;

  private final Gateway gateway;
  private final HealthWatch watch;
  private final Masking masking;
  private final Path data;

  Diagnostics(Gateway gateway, HealthWatch watch, Masking masking, Path data) {
    this.gateway = gateway;
    this.watch = watch;
    this.masking = masking;
    this.data = data;
  }

  /** Writes the zip; each file is made when its turn comes. */
  void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    text(zip, "README.txt", READ_ME);
    json(zip, "gateway.json", gateway());
    json(zip, "bundles.json", bundles());
    json(zip, "parts.json", parts());
    text(zip, "metrics.txt", masking.names(watch.metrics().text().content()));
    json(zip, "settings.json", new ShownSettings(gateway.framework()).plain());
    List<String> log = new LogTail(data.resolve("logs").resolve("karaf.log"), masking).lines();
    text(zip, "log.txt", String.join("\n", log) + "\n");
    zip.finish();
  }

  private static void json(ZipOutputStream zip, String name, Object plain) throws IOException {
    text(zip, name, new String(Json.write(plain), StandardCharsets.UTF_8));
  }

  private static void text(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private Map<String, Object> gateway() {
    Map<String, Object> plain = new LinkedHashMap<>(gateway.plain());
    for (String property :
        List.of("java.version", "java.vm.name", "os.name", "os.version", "os.arch")) {
      plain.put(property, System.getProperty(property));
    }
    plain.put("processors", Runtime.getRuntime().availableProcessors());
    plain.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
    return plain;
  }

  private List<Map<String, Object>> bundles() {
    BundleContext framework = gateway.framework();
    List<Map<String, Object>> bundles = new ArrayList<>();
    for (Bundle bundle : Arrays.asList(framework.getBundles())) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("id", bundle.getBundleId());
      plain.put("name", String.valueOf(bundle.getSymbolicName()));
      plain.put("version", bundle.getVersion().toString());
      plain.put("state", InstalledBundles.state(bundle));
      bundles.add(plain);
    }
    return bundles;
  }

  private Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    watch
        .history()
        .all()
        .forEach(
            (part, changes) ->
                parts.put(masking.names(part), changes.stream().map(this::masked).toList()));
    return parts;
  }

  private Map<String, Object> masked(StatusHistory.Change change) {
    Map<String, Object> plain = change.plain();
    plain.put("sentence", masking.sentence(change.sentence()));
    return plain;
  }
}
