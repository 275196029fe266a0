// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.TensorSpec;

/** Packs for the tests: one tiny network each. */
final class Packs {
  private Packs() {}

  static ModelManifest manifest(Optional<String> tokenizer, NetworkSpec... networks) {
    return new ModelManifest(
        "tiny",
        "1.0.0",
        1,
        Instant.MAX,
        "voice-activity",
        "adds",
        "tiny",
        List.of(),
        "Apache-2.0",
        "yes",
        "",
        "",
        List.of(networks),
        tokenizer,
        List.of(),
        Map.of());
  }

  static ModelManifest manifest(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return manifest(Optional.empty(), new NetworkSpec("net", "net.onnx", inputs, outputs));
  }

  /** {@code sum = a + b}, any length. */
  static ModelManifest sum(Path folder) throws IOException {
    write(
        folder,
        new TinyGraph()
            .node("Add", List.of("a", "b"), List.of("sum"))
            .input("a", ElementType.FLOAT32, -1)
            .input("b", ElementType.FLOAT32, -1)
            .output("sum", ElementType.FLOAT32, -1));
    return manifest(List.of(floats("a", -1L), floats("b", -1L)), List.of(floats("sum", -1L)));
  }

  /** {@code log = ln(x)} of one number: NaN below zero, infinite at zero. */
  static ModelManifest log(Path folder) throws IOException {
    write(
        folder,
        new TinyGraph()
            .node("Log", List.of("x"), List.of("log"))
            .input("x", ElementType.FLOAT32, 1)
            .output("log", ElementType.FLOAT32, 1));
    return manifest(List.of(floats("x", 1L)), List.of(floats("log", 1L)));
  }

  /**
   * One step of a decoder: the cache grows by what is new, and a flag and a scalar pass through.
   */
  static ModelManifest decoder(Path folder) throws IOException {
    write(
        folder,
        new TinyGraph()
            .node("Concat", List.of("past", "new"), List.of("present"), "axis", 2)
            .node("Identity", List.of("rate"), List.of("rate_out"))
            .node("Not", List.of("flag"), List.of("flag_out"))
            .input("past", ElementType.FLOAT32, 1, 2, -1, 4)
            .input("new", ElementType.FLOAT32, 1, 2, 1, 4)
            .input("rate", ElementType.INT64)
            .input("flag", ElementType.BOOL, 1)
            .output("present", ElementType.FLOAT32, 1, 2, -1, 4)
            .output("rate_out", ElementType.INT64)
            .output("flag_out", ElementType.BOOL, 1));
    return manifest(
        List.of(
            floats("past", 1L, 2L, -1L, 4L),
            floats("new", 1L, 2L, 1L, 4L),
            TinyGraph.spec("rate", ElementType.INT64),
            TinyGraph.spec("flag", ElementType.BOOL, 1L)),
        List.of(
            floats("present", 1L, 2L, -1L, 4L),
            TinyGraph.spec("rate_out", ElementType.INT64),
            TinyGraph.spec("flag_out", ElementType.BOOL, 1L)));
  }

  /** As {@link #sum}, with a tokenizer that knows three words and marks both ends. */
  static ModelManifest withTokenizer(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version": "1.0", "truncation": null,
         "padding": {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": null,
           "pad_id": 0, "pad_type_id": 0, "pad_token": "[UNK]"},
         "added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
         "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 5], "cls": ["[CLS]", 4]},
         "decoder": null,
         "model": {"type": "WordLevel", "unk_token": "[UNK]",
           "vocab": {"[UNK]": 0, "open": 1, "the": 2, "door": 3, "[CLS]": 4, "[SEP]": 5}}}
        """);
    return manifest(Optional.of("tokenizer.json"), sum(folder).networks().get(0));
  }

  static TensorSpec floats(String name, Long... shape) {
    return TinyGraph.spec(name, ElementType.FLOAT32, shape);
  }

  static void write(Path folder, TinyGraph graph) throws IOException {
    Files.write(folder.resolve("net.onnx"), graph.bytes());
  }
}
