// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;

/**
 * Reads {@code model.json}; the format is described in {@code models/README.md}. A manifest is
 * foreign input: its size is bounded before it is parsed, an unknown key, a key twice and a value
 * out of bounds are refused. Thread-safe.
 */
public final class ManifestReader {
  /** A manifest may not be larger than this, in bytes. */
  public static final int MOST_BYTES = 256 * 1024;

  /** A pack's name. */
  public static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,39}");

  /** A pack's folder: its name, or name and version. */
  public static final Pattern FOLDER =
      Pattern.compile(IDENTIFIER.pattern() + "(@" + VERSION.pattern() + ")?");

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");
  private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
  private static final Pattern NOTICE = Pattern.compile("[^\\p{Cntrl}]{0,1000}");
  private static final Pattern SPDX = Pattern.compile("[A-Za-z0-9.+() -]{1,80}");
  private static final Pattern COMMERCIAL = Pattern.compile("yes|no|unknown");
  private static final Pattern INSTANT =
      Pattern.compile(
          "2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,40}");

  /** Plain relative paths only: no empty part, none that begins with a dot. */
  static final Pattern PATH =
      Pattern.compile("(?=.{1,120}$)[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  private static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "name",
              "version",
              "release",
              "expires",
              "slot",
              "task",
              "family",
              "languages",
              "licence",
              "files",
              "networks",
              "tokenizer",
              "labels",
              "parameters",
              "selfTest",
              "rollout"));

  /**
   * Reads the manifest in a folder that is named for its pack, {@code <name>} or {@code
   * <name>@<version>}.
   *
   * @throws ModelException {@code model-missing} when there is none, {@code model-manifest-invalid}
   *     naming the key
   */
  public Pack read(Path folder) throws ModelException {
    String called = String.valueOf(folder.getFileName());
    Pack pack = read(folder, called);
    ModelManifest manifest = pack.manifest();
    if (!called.equals(manifest.name()) && !called.equals(manifest.id())) {
      String key = called.startsWith(manifest.name() + "@") ? "version" : "name";
      throw Fields.invalid(called, key, manifest.id(), "the folder's name, " + called, null);
    }
    return pack;
  }

  /**
   * Reads the manifest in a folder whatever its name.
   *
   * @param label names the pack in messages until its own name is known
   */
  Pack read(Path folder, String label) throws ModelException {
    JsonNode json = parse(label, folder.resolve("model.json"));
    Fields fields = new Fields(label, "", json, KEYS);
    String name = fields.text("name", IDENTIFIER, "silero-vad", null);
    List<PackFile> files = PackFiles.of(label, fields);
    Set<String> paths = files.stream().map(PackFile::path).collect(Collectors.toSet());
    Map<String, Map<String, Trial>> trials = new HashMap<>();
    List<NetworkSpec> networks = NetworkReader.networks(label, fields, paths, trials);
    Map<String, Double> parameters = parameters(fields);
    String family = fields.text("family", IDENTIFIER, "yunet", null);
    Fields licence = fields.object("licence", Set.of("spdx", "commercialUse", "notice"));
    ModelManifest manifest =
        new ModelManifest(
            name,
            fields.text("version", VERSION, "6.0.0", null),
            fields.whole("release", 1, Integer.MAX_VALUE),
            expires(fields),
            fields.text("slot", IDENTIFIER, "voice-activity", null),
            fields.text("task", SENTENCE, "Finds faces", null),
            family,
            fields.texts("languages", LANGUAGE, "en", 50),
            licence.text("spdx", SPDX, "MIT", null),
            licence.text("commercialUse", COMMERCIAL, "yes, no or unknown", null),
            licence.text("notice", NOTICE, "The training data are not documented", null),
            EmbeddingSpace.of(family, networks, files, parameters),
            networks,
            tokenizer(fields, paths),
            fields.texts("labels", SENTENCE, "live", 1000),
            parameters);
    SelfTest selfTest = new SelfTestReader(label, folder, files, networks, trials).read(fields);
    String digest = CanonicalManifest.of(label, json).digest();
    return new Pack(folder, manifest, files, trials, selfTest, RolloutReader.of(fields), digest);
  }

  /** Returns whether a parameter draws a line and does not change what is measured. */
  static boolean isThreshold(String parameter) {
    return parameter.equals("threshold") || parameter.endsWith("Threshold");
  }

  private static Instant expires(Fields fields) throws ModelException {
    return Instant.parse(fields.text("expires", INSTANT, "2030-01-01T00:00:00Z", null));
  }

  /** Reads JSON that is small enough; whether it is a manifest is not yet known. */
  static JsonNode parse(String name, Path path) throws ModelException {
    try {
      byte[] bytes = StrictJson.bytes(path, MOST_BYTES);
      if (bytes.length > MOST_BYTES) {
        throw Fields.invalid(
            name, "the whole file", "too large", "at most " + MOST_BYTES + " bytes", null);
      }
      return StrictJson.parse(bytes);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? "no JSON"
              : "no sound JSON at line " + e.getLocation().getLineNr();
      throw Fields.invalid(name, "the whole file", place, "one JSON object", e);
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          "model pack " + name,
          "model.json cannot be read (" + e.getClass().getSimpleName() + ")",
          "a folder with model.json and the files that it lists",
          "Fetch the pack: ./vestibule models.",
          e);
    }
  }

  private static Optional<String> tokenizer(Fields fields, Set<String> paths)
      throws ModelException {
    if (!fields.has("tokenizer")) {
      return Optional.empty();
    }
    String file = fields.text("tokenizer", PATH, "tokenizer.json", null);
    if (!paths.contains(file)) {
      throw fields.refused("tokenizer", file, "a path listed under files");
    }
    return Optional.of(file);
  }

  private static Map<String, Double> parameters(Fields fields) throws ModelException {
    if (!fields.has("parameters")) {
      return Map.of();
    }
    Fields all = fields.object("parameters", null);
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (String key : all.keys()) {
      if (!PARAMETER.matcher(key).matches() || parameters.size() == 64) {
        throw all.refused(all.path(key), "a name or number of names", "64 names such as cropScale");
      }
      boolean share = isThreshold(key);
      double bound = share ? 1 : 1e9;
      parameters.put(key, all.number(key, share ? 0 : -bound, bound, 0));
    }
    return parameters;
  }
}
