// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configuration as a stranger may see it. A value is shown only when the form of its bundle
 * (Metatype) says that it is a switch, a number or one of a list, and its name speaks of nobody and
 * of no secret; all else is removed, and so is the name of each instance.
 */
final class ShownSettings {
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i).*(code|pin|secret|passw|passphrase|token|card|facility|person|phone|unit|user|key$).*");

  /** What people write for people: names may be in it. */
  private static final Set<String> WORDS = Set.of("title", "label", "person", "people");

  private final BundleContext framework;
  private final Map<String, SettingForm> forms = new TreeMap<>();

  ShownSettings(BundleContext framework) {
    this.framework = framework;
    new SettingForms(framework).installed().forEach(form -> forms.put(form.pid(), form));
  }

  /** Returns each configuration with its form's name, what is shown and what was removed. */
  List<Map<String, Object>> plain() throws IOException {
    Map<String, List<Map<String, Object>>> found = new TreeMap<>();
    each(
        (form, values) ->
            found.computeIfAbsent(form.pid(), any -> new ArrayList<>()).add(shown(form, values)));
    return found.values().stream().flatMap(List::stream).toList();
  }

  /** Returns the texts that people wrote, such as the title of a phone. */
  List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    each(
        (form, values) ->
            WORDS.stream()
                .map(values::get)
                .filter(java.util.Objects::nonNull)
                .map(ShownSettings::text)
                .forEach(words::add));
    return words;
  }

  private static String text(Object value) {
    return value instanceof Object[] several ? List.of(several).toString() : value.toString();
  }

  private void each(BiConsumer<SettingForm, Dictionary<String, Object>> look) throws IOException {
    for (Configuration configuration : configurations()) {
      String factory = configuration.getFactoryPid();
      SettingForm form = forms.get(factory == null ? configuration.getPid() : factory);
      Dictionary<String, Object> values = configuration.getProperties();
      if (form != null && values != null) {
        look.accept(form, values);
      }
    }
  }

  static Map<String, Object> shown(SettingForm form, Dictionary<String, Object> values) {
    Map<String, Object> kept = new TreeMap<>();
    Set<String> removed = new TreeSet<>();
    int unknown = 0;
    for (String key : Collections.list(values.keys())) {
      Optional<Setting> setting = form.setting(key);
      String value = String.valueOf(values.get(key));
      if (setting.isEmpty()) {
        unknown++;
      } else if (harmless(setting.get(), value)) {
        kept.put(key, value);
      } else {
        removed.add(key);
      }
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("form", form.pid());
    shown.put("values", kept);
    shown.put("removed", List.copyOf(removed));
    shown.put("otherKeys", unknown);
    return shown;
  }

  private static boolean harmless(Setting setting, String value) {
    if (TELLING.matcher(setting.key()).matches()) {
      return false;
    }
    if (!setting.choices().isEmpty()) {
      return setting.choices().stream().anyMatch(choice -> choice.value().equals(value));
    }
    return (setting.isNumber() || setting.type().equals("boolean"))
        && value.matches("true|false|-?[0-9.]{1,20}");
  }

  private Configuration[] configurations() throws IOException {
    ServiceReference<ConfigurationAdmin> reference =
        framework.getServiceReference(ConfigurationAdmin.class);
    ConfigurationAdmin admin = reference == null ? null : framework.getService(reference);
    if (admin == null) {
      return new Configuration[0];
    }
    try {
      Configuration[] all = admin.listConfigurations(null);
      return all == null ? new Configuration[0] : all;
    } catch (InvalidSyntaxException e) {
      throw new IOException(e);
    } finally {
      framework.ungetService(reference);
    }
  }
}
