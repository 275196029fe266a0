// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.models.internal.pack.SelfTest.Expected;
import org.vestibule.models.internal.pack.SelfTest.Golden;
import org.vestibule.models.internal.pack.SelfTest.Source;

/** The part of {@link ManifestReader} that reads {@code selfTest}. */
final class SelfTestReader {
  private static final Set<String> SOURCES = Set.of("fill", "noise", "values", "file");

  private final String pack;
  private final Path folder;
  private final Map<String, PackFile> files = new HashMap<>();
  private final List<NetworkSpec> networks;
  private final Map<String, Map<String, Trial>> trials;

  SelfTestReader(
      String pack,
      Path folder,
      List<PackFile> files,
      List<NetworkSpec> networks,
      Map<String, Map<String, Trial>> trials) {
    this.pack = pack;
    this.folder = folder;
    files.forEach(file -> this.files.put(file.path(), file));
    this.networks = networks;
    this.trials = trials;
  }

  SelfTest read(Fields manifest) throws ModelException {
    if (!manifest.has("selfTest")) {
      return SelfTest.NONE;
    }
    Fields test =
        manifest.object(
            "selfTest", new TreeSet<>(List.of("samples", "latencyMillis", "memoryMegabytes")));
    List<Golden> samples = new ArrayList<>();
    List<JsonNode> items = test.list("samples", 0, 32);
    for (int i = 0; i < items.size(); i++) {
      String at = "selfTest.samples[" + i + "]";
      samples.add(
          sample(
              new Fields(
                  pack, at, items.get(i), new TreeSet<>(List.of("network", "inputs", "outputs")))));
    }
    return new SelfTest(
        samples,
        test.has("latencyMillis") ? (int) test.whole("latencyMillis", 1, 600_000) : 0,
        test.has("memoryMegabytes") ? (int) test.whole("memoryMegabytes", 1, 1 << 20) : 0);
  }

  private Golden sample(Fields sample) throws ModelException {
    String called = sample.text("network", ManifestReader.IDENTIFIER, "encoder", null);
    NetworkSpec network =
        networks.stream()
            .filter(candidate -> candidate.name().equals(called))
            .findFirst()
            .orElse(null);
    if (network == null) {
      throw sample.refused(sample.path("network"), called, "a name listed under networks");
    }
    Map<String, Source> inputs = new LinkedHashMap<>(trials.get(called));
    if (sample.has("inputs")) {
      Fields given = sample.object("inputs", names(network.inputs()));
      for (TensorSpec input : network.inputs()) {
        if (given.has(input.name())) {
          inputs.put(input.name(), source(given, input, trials.get(called).get(input.name())));
        }
      }
    }
    Fields wanted = sample.object("outputs", names(network.outputs()));
    Map<String, Expected> outputs = new LinkedHashMap<>();
    for (TensorSpec output : network.outputs()) {
      if (wanted.has(output.name())) {
        outputs.put(output.name(), expected(wanted, output));
      }
    }
    if (outputs.isEmpty()) {
      throw sample.refused(sample.path("outputs"), "nothing", "one output at least");
    }
    return new Golden(called, inputs, outputs);
  }

  private Source source(Fields given, TensorSpec spec, Trial trial) throws ModelException {
    Fields input =
        given.object(
            spec.name(), new TreeSet<>(List.of("fill", "noise", "values", "file", "shape")));
    List<String> chosen = input.keys().stream().filter(SOURCES::contains).toList();
    if (chosen.size() != 1) {
      throw given.refused(given.path(spec.name()), chosen.size() + " sources", "one of " + SOURCES);
    }
    List<Long> shape =
        input.has("shape") ? NetworkReader.shape(input, "shape", spec) : trial.shape();
    return switch (chosen.get(0)) {
      case "fill" -> new Trial(spec.type(), shape, input.number("fill", -1e6, 1e6, 0));
      case "noise" -> noise(input, spec, shape);
      case "values" -> values(input, spec, shape);
      default -> raw(input, spec, shape);
    };
  }

  private Source noise(Fields input, TensorSpec spec, List<Long> shape) throws ModelException {
    Fields noise = input.object("noise", new TreeSet<>(List.of("seed", "low", "high")));
    double low = noise.number("low", -1e6, 1e6, 0);
    double high = noise.number("high", -1e6, 1e6, 1);
    if (spec.type() != ElementType.FLOAT32 || !(low < high)) {
      throw input.refused(
          input.path("noise"), spec.type() + ", " + low + " to " + high, "float32, low below high");
    }
    long seed = noise.has("seed") ? noise.whole("seed", 0, Integer.MAX_VALUE) : 0;
    return new Sources.Noise(shape, seed, low, high);
  }

  private Source values(Fields input, TensorSpec spec, List<Long> shape) throws ModelException {
    List<Double> values = input.numbers("values", 65_536);
    boolean whole =
        spec.type() == ElementType.FLOAT32 || values.stream().allMatch(v -> v == Math.rint(v));
    if (values.size() != Trial.elements(shape) || !whole) {
      throw input.refused(
          input.path("values"),
          values.size() + " values",
          Trial.elements(shape) + " for shape " + shape + ", whole ones unless float32");
    }
    return new Sources.Values(spec.type(), shape, values);
  }

  private Source raw(Fields input, TensorSpec spec, List<Long> shape) throws ModelException {
    String path = input.text("file", ManifestReader.PATH, "golden/input.raw", null);
    PackFile file = files.get(path);
    long bytes = Trial.elements(shape) * Sources.width(spec.type());
    if (file == null || file.bytes() != bytes) {
      throw input.refused(
          input.path("file"), path, "a listed file of " + bytes + " bytes, for shape " + shape);
    }
    return new Sources.Raw(spec.type(), shape, folder.resolve(path));
  }

  private static Expected expected(Fields wanted, TensorSpec spec) throws ModelException {
    Fields output =
        wanted.object(spec.name(), new TreeSet<>(List.of("shape", "from", "values", "tolerance")));
    if (spec.type() != ElementType.FLOAT32) {
      throw wanted.refused(wanted.path(spec.name()), "" + spec.type(), "an output of float32");
    }
    List<Long> shape = NetworkReader.shape(output, "shape", spec);
    List<Double> values = output.numbers("values", 65_536);
    int from = output.has("from") ? (int) output.whole("from", 0, Trial.MOST_ELEMENTS) : 0;
    if (values.isEmpty() || from + values.size() > Trial.elements(shape)) {
      throw output.refused(
          output.path("values"),
          values.size() + " values from " + from,
          "1 to " + Trial.elements(shape) + " within shape " + shape);
    }
    return new Expected(shape, from, values, output.number("tolerance", 0, 1e6, 0));
  }

  private static Set<String> names(List<TensorSpec> tensors) {
    Set<String> names = new TreeSet<>();
    tensors.forEach(tensor -> names.add(tensor.name()));
    return names;
  }
}
