// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A configuration that is changed by one key at a time and afterwards as it was. */
final class HeldConfiguration implements AutoCloseable {
  /** Without it the container does not write a change back into the file that it came from. */
  private static final String FILE = "felix.fileinstall.filename";

  private final Configuration configuration;
  private final Dictionary<String, Object> original;
  private final Dictionary<String, Object> base;

  private HeldConfiguration(Configuration configuration, Map<String, ?> added) throws IOException {
    this.configuration = configuration;
    original = configuration.getProperties();
    base = copy(original);
    base.remove(FILE);
    added.forEach(base::put);
    if (!added.isEmpty()) {
      configuration.update(base);
    }
  }

  /**
   * Takes the configuration of that name, or adds one to a factory.
   *
   * @param required what a new one of a factory is made with, where its form has such a key
   */
  static HeldConfiguration of(ConfigurationAdmin admin, Form form, Map<String, String> required)
      throws IOException {
    if (!form.factory()) {
      return new HeldConfiguration(admin.getConfiguration(form.pid(), "?"), Map.of());
    }
    Map<String, String> known = new TreeMap<>(required);
    if (!form.settings().isEmpty()) {
      known.keySet().retainAll(form.settings().stream().map(Form.Setting::key).toList());
    }
    return new HeldConfiguration(admin.createFactoryConfiguration(form.pid(), "?"), known);
  }

  /** Waits until a configuration went with its file: until then it holds for whoever comes next. */
  static void awaitGone(ConfigurationAdmin admin, String pid) throws Exception {
    Await.that(
        pid + " is gone", () -> admin.listConfigurations("(service.pid=" + pid + ")") == null);
  }

  /** Changes one key of what was there. */
  void set(String key, Object value) throws IOException {
    Dictionary<String, Object> changed = copy(base);
    changed.put(key, value);
    configuration.update(changed);
  }

  /** Takes the change back. */
  void reset() throws IOException {
    configuration.update(copy(base));
  }

  @Override
  public void close() throws IOException {
    if (original == null) {
      configuration.delete();
    } else {
      configuration.update(original);
    }
  }

  private static Dictionary<String, Object> copy(Dictionary<String, Object> from) {
    Dictionary<String, Object> to = new Hashtable<>();
    if (from != null) {
      Collections.list(from.keys()).forEach(key -> to.put(key, from.get(key)));
    }
    return to;
  }
}
