// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a pack's manifest that assembly needs. The whole of it is checked by the gateway when
 * it loads the pack.
 *
 * @param folder where the manifest lies
 * @param name the pack's name
 * @param licence licence of the weights
 * @param commercialUse {@code yes}, {@code no} or {@code unknown}
 * @param notice what is unclear
 * @param files what the pack consists of
 */
record PackPlan(
    Path folder,
    String name,
    String licence,
    String commercialUse,
    String notice,
    List<WantedFile> files) {
  private static final int MOST_BYTES = 256 * 1024;
  private static final long MOST_WEIGHTS = 2L << 30;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NPM =
      Pattern.compile("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*@[0-9][0-9A-Za-z.+-]*");
  private static final Pattern MAVEN =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*){2}");

  /**
   * A file of a pack.
   *
   * @param path in the pack
   * @param bytes its size
   * @param sha256 its hash
   * @param source where it comes from
   */
  record WantedFile(String path, long bytes, String sha256, WeightSource source) {}

  PackPlan {
    files = List.copyOf(files);
  }

  Path manifest() {
    return folder.resolve("model.json");
  }

  /** Reads the manifest in {@code folder}. */
  static PackPlan read(Path folder) throws AssemblyException {
    String name = folder.getFileName().toString();
    JsonNode json = parse(name, folder.resolve("model.json"));
    if (!NAME.matcher(name).matches() || !name.equals(json.path("name").asText())) {
      throw wrong(name, "name", json.path("name"), "the folder's name");
    }
    List<WantedFile> files = new ArrayList<>();
    for (JsonNode file : json.path("files")) {
      files.add(
          new WantedFile(
              plain(name, "files.path", file.path("path")),
              bytes(name, file.path("bytes")),
              matching(name, "files.sha256", file.path("sha256"), SHA256),
              source(name, file.path("source"))));
    }
    if (files.isEmpty()) {
      throw wrong(name, "files", json.path("files"), "at least one file");
    }
    JsonNode licence = json.path("licence");
    return new PackPlan(
        folder,
        name,
        licence.path("spdx").asText("?"),
        licence.path("commercialUse").asText("?"),
        licence.path("notice").asText(""),
        files);
  }

  private static JsonNode parse(String name, Path path) throws AssemblyException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new AssemblyException(
            "pack " + name + ": model.json is larger than " + MOST_BYTES + " bytes");
      }
      return JsonMapper.builder().build().readTree(bytes);
    } catch (IOException e) {
      throw new AssemblyException("pack " + name + ": model.json cannot be read as JSON", e);
    }
  }

  private static WeightSource source(String name, JsonNode source) throws AssemblyException {
    if (source.has("npm")) {
      return new WeightSource.Registry(
          "npm", matching(name, "source.npm", source.path("npm"), NPM), entry(name, source));
    }
    if (source.has("maven")) {
      return new WeightSource.Registry(
          "maven",
          matching(name, "source.maven", source.path("maven"), MAVEN),
          entry(name, source));
    }
    if (source.has("mirror")) {
      return new WeightSource.Mirror(
          plain(name, "source.mirror", source.path("mirror")), source.path("origin").asText("?"));
    }
    if (source.has("built")) {
      return new WeightSource.Built(source.path("built").asText());
    }
    throw wrong(name, "source", source, "one of npm, maven, mirror, built");
  }

  private static String entry(String name, JsonNode source) throws AssemblyException {
    return plain(name, "source.entry", source.path("entry"));
  }

  private static String plain(String name, String key, JsonNode value) throws AssemblyException {
    return matching(name, key, value, PLAIN);
  }

  private static String matching(String name, String key, JsonNode value, Pattern form)
      throws AssemblyException {
    if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
      throw wrong(name, key, value, "the form " + form);
    }
    return value.textValue();
  }

  private static long bytes(String name, JsonNode value) throws AssemblyException {
    if (!value.canConvertToLong() || value.asLong() < 1 || value.asLong() > MOST_WEIGHTS) {
      throw wrong(name, "files.bytes", value, "1 to " + MOST_WEIGHTS);
    }
    return value.asLong();
  }

  private static AssemblyException wrong(String name, String key, JsonNode found, String allowed) {
    return new AssemblyException(
        "pack " + name + ": model.json, " + key + " is " + found + "; allowed: " + allowed);
  }
}
