// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

  private static final long MOST_WEIGHTS = 2L << 30;
  public static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,39}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");
  private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
  private static final Pattern NOTICE = Pattern.compile("[^\\p{Cntrl}]{0,1000}");
  private static final Pattern SPDX = Pattern.compile("[A-Za-z0-9.+() -]{1,80}");
  private static final Pattern COMMERCIAL = Pattern.compile("yes|no|unknown");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
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
              "parameters"));

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the manifest in {@code folder}.
   *
   * @throws ModelException {@code model-missing} when there is none, {@code model-manifest-invalid}
   *     naming the key
   */
  public Pack read(Path folder) throws ModelException {
    String name = String.valueOf(folder.getFileName());
    Fields fields = new Fields(name, "", parse(name, folder.resolve("model.json")), KEYS);
    String declared = fields.text("name", IDENTIFIER, "silero-vad", null);
    if (!declared.equals(name)) {
      throw fields.refused("name", declared, "the folder's name, " + name);
    }
    List<PackFile> files = files(name, fields);
    Set<String> paths = new HashSet<>();
    for (PackFile file : files) {
      if (!paths.add(file.path())) {
        throw fields.refused("files", file.path() + " twice", "each file once");
      }
    }
    Map<String, Map<String, Trial>> trials = new HashMap<>();
    List<NetworkSpec> networks = NetworkReader.networks(name, fields, paths, trials);
    Fields licence = fields.object("licence", Set.of("spdx", "commercialUse", "notice"));
    ModelManifest manifest =
        new ModelManifest(
            declared,
            fields.text("version", VERSION, "6.0.0", null),
            fields.whole("release", 1, Integer.MAX_VALUE),
            expires(fields),
            fields.text("slot", IDENTIFIER, "voice-activity", null),
            fields.text("task", SENTENCE, "Finds faces", null),
            fields.text("family", IDENTIFIER, "yunet", null),
            fields.texts("languages", LANGUAGE, "en", 50),
            licence.text("spdx", SPDX, "MIT", null),
            licence.text("commercialUse", COMMERCIAL, "yes, no or unknown", null),
            licence.text("notice", NOTICE, "The training data are not documented", null),
            declared,
            networks,
            tokenizer(fields, paths),
            fields.texts("labels", SENTENCE, "live", 1000),
            parameters(fields));
    return new Pack(folder, manifest, files, trials, SelfTest.NONE, RolloutPolicy.DEFAULT, "");
  }

  private static Instant expires(Fields fields) throws ModelException {
    return Instant.parse(fields.text("expires", INSTANT, "2030-01-01T00:00:00Z", null));
  }

  private JsonNode parse(String name, Path path) throws ModelException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Fields.invalid(
            name, "the whole file", "too large", "at most " + MOST_BYTES + " bytes", null);
      }
      return json.readTree(bytes);
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

  private static List<PackFile> files(String name, Fields fields) throws ModelException {
    List<PackFile> files = new ArrayList<>();
    List<JsonNode> items = fields.list("files", 1, 32);
    for (int i = 0; i < items.size(); i++) {
      Fields file =
          new Fields(
              name,
              "files[" + i + "]",
              items.get(i),
              new TreeSet<>(List.of("path", "role", "bytes", "sha256", "source")));
      // Where it came from is the assembler's business; here only its form is held.
      file.object(
          "source",
          new TreeSet<>(List.of("npm", "maven", "mirror", "built", "entry", "origin", "note")));
      files.add(
          new PackFile(
              file.text("path", PATH, "encoder.onnx", null),
              file.text("role", IDENTIFIER, "vocabulary", ""),
              file.whole("bytes", 1, MOST_WEIGHTS),
              file.text("sha256", SHA256, "64 hexadecimal digits in lower case", null)));
    }
    return files;
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
      boolean share = key.equals("threshold") || key.endsWith("Threshold");
      double bound = share ? 1 : 1e9;
      parameters.put(key, all.number(key, share ? 0 : -bound, bound, 0));
    }
    return parameters;
  }
}
