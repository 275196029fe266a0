// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.vestibule.api.intent.Triage;

/** Writes a head as {@link HeadFile} reads it. Thread-safe. */
public final class HeadBytes {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HeadBytes() {}

  /** Returns the text of {@value HeadFile#HEAD}, the same for the same head. */
  public static byte[] head(Head head) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("encoder", head.encoder());
    root.put("fingerprint", head.fingerprint());
    put(root, head);
    ArrayNode classes = root.putArray("classes");
    for (int label : head.examples().classes()) {
      classes.add(label);
    }
    if (head.guard() != null) {
      put(root.putObject("guard"), head.guard());
    }
    return JSON.writeValueAsBytes(root);
  }

  private static void put(ObjectNode root, Head head) {
    ArrayNode labels = root.putArray("labels");
    for (Label label : head.labels()) {
      if (label.builtIn()) {
        labels.add(label.name());
      } else {
        labels.addObject().put("name", label.name()).put("intent", Triage.label(label.intent()));
      }
    }
    root.put("temperature", head.softmax().temperature());
    root.put("share", head.share());
    root.put("emergencyThreshold", head.thresholds().emergency());
    root.put("acceptThreshold", head.thresholds().accept());
    root.put("nearestThreshold", head.thresholds().nearest());
    root.put("examples", head.examples().rows().length);
    ArrayNode bias = root.putArray("bias");
    for (float value : head.softmax().bias()) {
      bias.add(value);
    }
    ArrayNode weights = root.putArray("weights");
    for (float[] row : head.softmax().weights()) {
      ArrayNode values = weights.addArray();
      for (float value : row) {
        values.add(value);
      }
    }
  }

  /** Returns the bytes of {@value HeadFile#EXAMPLES}. */
  public static byte[] examples(Head head) {
    ByteBuffer all = ByteBuffer.allocate(head.examples().rows().length * head.dimensions());
    for (byte[] example : head.examples().rows()) {
      all.put(example);
    }
    return all.array();
  }
}
