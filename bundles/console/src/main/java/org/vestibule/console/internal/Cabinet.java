// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations of the house, as Configuration Admin holds them, each with its file in {@code
 * etc}. A file that is there is followed by the container itself; one that is missing is made here,
 * so that whatever is set survives, and can be read and copied like all others.
 */
final class Cabinet {
  /** By this key the container knows in which file to write a change. */
  static final String FILE = "felix.fileinstall.filename";

  private static final List<String> FOREIGN =
      List.of(".", "service.", "component.", "felix.", "osgi.", "metatype.", "org.apache.");

  /**
   * One configuration.
   *
   * @param pid the form that it fills in
   * @param values its own keys, as text; a list divided by commas
   */
  record Kept(String id, String pid, Map<String, String> values) {}

  private final House house;
  private final Optional<Path> etc;

  /**
   * Opens it.
   *
   * @param etc where the files are; empty where nothing follows them
   */
  Cabinet(House house, Optional<Path> etc) {
    this.house = house;
    this.etc = etc;
  }

  private ConfigurationAdmin admin() throws Problem {
    return House.need(house.configurations, "configuration");
  }

  /** Returns the configurations of a form; one without instances has one that may be empty. */
  List<Kept> of(SettingForm form) throws Problem {
    String filter =
        form.factory()
            ? "(service.factoryPid=" + form.pid() + ")"
            : "(service.pid=" + form.pid() + ")";
    List<Kept> kept =
        list(filter).stream()
            .map(one -> new Kept(one.getPid(), form.pid(), values(one.getProperties())))
            .sorted((one, other) -> one.id().compareTo(other.id()))
            .toList();
    return kept.isEmpty() && !form.factory()
        ? List.of(new Kept(form.pid(), form.pid(), Map.of()))
        : kept;
  }

  /** Returns a configuration whether the bundle that has its form runs or not. */
  Optional<Kept> one(String id) throws Problem {
    return list("(service.pid=" + id + ")").stream()
        .findFirst()
        .map(one -> new Kept(id, one.getFactoryPid(), values(one.getProperties())));
  }

  /** Returns the PID of the form that a configuration fills in, whatever its own name is. */
  Optional<String> formOf(String id) throws Problem {
    return id.matches("[A-Za-z0-9._~-]{1,200}")
        ? list("(service.pid=" + id + ")").stream()
            .findFirst()
            .map(one -> one.getFactoryPid() == null ? id : one.getFactoryPid())
        : Optional.empty();
  }

  /**
   * Replaces all keys of a configuration, making it and its file where there is none.
   *
   * @throws Problem 409 {@code file-in-the-way} for a file that is there and that the container did
   *     not take: what somebody wrote by hand is not overwritten
   */
  void write(SettingForm form, String id, Map<String, String> values) throws IOException, Problem {
    Configuration configuration = configuration(form, id);
    Dictionary<String, Object> before = configuration.getProperties();
    Dictionary<String, Object> next = new Hashtable<>(values);
    if (before != null) {
      Collections.list(before.keys()).stream()
          .filter(key -> foreign(key) && !key.startsWith("service."))
          .forEach(key -> next.put(key, before.get(key)));
    }
    if (next.get(FILE) == null && etc.isPresent()) {
      Path file = etc.get().resolve(id.replace('~', '-') + ".cfg").toAbsolutePath();
      if (Files.exists(file)) {
        throw inTheWay(id, file);
      }
      SettingFile.write(file, values);
      next.put(FILE, file.toUri().toString());
      updateOrDelete(configuration, next, file);
    } else {
      configuration.update(next);
    }
  }

  /** A file that was made for nothing would be taken by the container, later and unasked. */
  private static void updateOrDelete(
      Configuration configuration, Dictionary<String, Object> next, Path file) throws IOException {
    try {
      configuration.update(next);
    } catch (IOException | IllegalStateException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Problem inTheWay(String id, Path file) {
    return new Problem(
        409,
        "file-in-the-way",
        "configuration " + id,
        "the file etc/" + file.getFileName() + ", which could not be read",
        "a file that is read, or none",
        "Correct the file by hand, or move it away, and try again.");
  }

  /** Removes a configuration with its file. */
  void remove(String id) throws IOException, Problem {
    String filter = "(service.pid=" + id + ")";
    for (Configuration one : list(filter)) {
      try {
        remove(one);
      } catch (IllegalStateException e) {
        // Whoever follows the files may be first: then it is gone, as it should be.
        if (!list(filter).isEmpty()) {
          throw e;
        }
      }
    }
  }

  private static void remove(Configuration one) throws IOException {
    Dictionary<String, Object> properties = one.getProperties();
    Object file = properties == null ? null : properties.get(FILE);
    // The file first: one that stays would bring the configuration back.
    if (file != null) {
      Files.deleteIfExists(Path.of(java.net.URI.create(file.toString())));
    }
    one.delete();
  }

  private Configuration configuration(SettingForm form, String id) throws IOException, Problem {
    Optional<Configuration> there = list("(service.pid=" + id + ")").stream().findFirst();
    if (there.isPresent()) {
      return there.get();
    }
    return form.factory()
        ? admin().getFactoryConfiguration(form.pid(), id.substring(form.pid().length() + 1), "?")
        : admin().getConfiguration(id, "?");
  }

  private List<Configuration> list(String filter) throws Problem {
    try {
      Configuration[] found = admin().listConfigurations(filter);
      return found == null ? List.of() : List.of(found);
    } catch (IOException | InvalidSyntaxException e) {
      throw new Problem(
          503,
          "storage-failed",
          "configuration",
          "it cannot be read",
          "a readable disk",
          "Look at Health and try again.",
          e);
    }
  }

  private static Map<String, String> values(Dictionary<String, Object> properties) {
    Map<String, String> values = new TreeMap<>();
    if (properties != null) {
      Collections.list(properties.keys()).stream()
          .filter(key -> !foreign(key))
          .forEach(key -> values.put(key, text(properties.get(key))));
    }
    return values;
  }

  private static boolean foreign(String key) {
    return FOREIGN.stream().anyMatch(key::startsWith);
  }

  private static String text(Object value) {
    Stream<?> items =
        value instanceof Object[] array
            ? Stream.of(array)
            : value instanceof Collection<?> some ? some.stream() : Stream.of(value);
    return items.map(Objects::toString).collect(Collectors.joining(","));
  }
}
