// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.TensorSpec;

/**
 * Writes tiny ONNX graphs as protocol buffers (onnx.proto3, messages ModelProto, GraphProto,
 * NodeProto, ValueInfoProto), so that the tests need no weights and no binary in the repository.
 */
final class TinyGraph {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** Adds a node; {@code attributes} are alternating names and integers. */
  TinyGraph node(String type, List<String> inputs, List<String> outputs, Object... attributes) {
    var node = new ByteArrayOutputStream();
    inputs.forEach(name -> text(node, 1, name));
    outputs.forEach(name -> text(node, 2, name));
    text(node, 4, type);
    for (int i = 0; i < attributes.length; i += 2) {
      var attribute = new ByteArrayOutputStream();
      text(attribute, 1, (String) attributes[i]);
      number(attribute, 3, (Integer) attributes[i + 1]);
      number(attribute, 20, 2); // AttributeType.INT
      message(node, 5, attribute);
    }
    message(graph, 1, node);
    return this;
  }

  /** Adds an input; -1 becomes a symbolic size. */
  TinyGraph input(String name, ElementType type, long... shape) {
    message(graph, 11, port(name, type, shape));
    return this;
  }

  /** Adds an output. */
  TinyGraph output(String name, ElementType type, long... shape) {
    message(graph, 12, port(name, type, shape));
    return this;
  }

  /** Returns the model's bytes: IR version 8, operator set 13. */
  byte[] bytes() {
    var named = new ByteArrayOutputStream();
    named.writeBytes(graph.toByteArray());
    text(named, 2, "tiny");
    var operators = new ByteArrayOutputStream();
    text(operators, 1, "");
    number(operators, 2, 13);
    var model = new ByteArrayOutputStream();
    number(model, 1, 8);
    message(model, 7, named);
    message(model, 8, operators);
    return model.toByteArray();
  }

  /** Says the same in a manifest. */
  static TensorSpec spec(String name, ElementType type, Long... shape) {
    return new TensorSpec(name, type, List.of(shape));
  }

  private static ByteArrayOutputStream port(String name, ElementType type, long... shape) {
    var sizes = new ByteArrayOutputStream();
    for (long size : shape) {
      var dimension = new ByteArrayOutputStream();
      if (size < 0) {
        text(dimension, 2, "any");
      } else {
        number(dimension, 1, size);
      }
      message(sizes, 1, dimension);
    }
    var tensor = new ByteArrayOutputStream();
    number(
        tensor,
        1,
        switch (type) {
          case FLOAT32 -> 1;
          case INT64 -> 7;
          case BOOL -> 9;
        });
    message(tensor, 2, sizes);
    var kind = new ByteArrayOutputStream();
    message(kind, 1, tensor);
    var port = new ByteArrayOutputStream();
    text(port, 1, name);
    message(port, 2, kind);
    return port;
  }

  private static void text(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream value) {
    bytes(out, field, value.toByteArray());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, (long) field << 3 | BYTES);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, (long) field << 3 | VARINT);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
