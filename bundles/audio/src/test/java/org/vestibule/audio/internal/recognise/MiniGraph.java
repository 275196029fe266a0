// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes miniature ONNX graphs as protocol buffers (onnx.proto3, messages ModelProto, GraphProto,
 * NodeProto, TensorProto, ValueInfoProto), so that the tests need no weights.
 */
final class MiniGraph {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** Adds a node; {@code attributes} are alternating names and integers. */
  MiniGraph node(String type, List<String> inputs, String output, Object... attributes) {
    var node = new ByteArrayOutputStream();
    inputs.forEach(name -> text(node, 1, name));
    text(node, 2, output);
    text(node, 4, type);
    for (int i = 0; i < attributes.length; i += 2) {
      var attribute = new ByteArrayOutputStream();
      text(attribute, 1, (String) attributes[i]);
      number(attribute, 3, (Integer) attributes[i + 1]);
      number(attribute, 20, 2); // AttributeType.INT
      bytes(node, 5, attribute.toByteArray());
    }
    bytes(graph, 1, node.toByteArray());
    return this;
  }

  /** Adds weights of one or two dimensions, row by row. */
  MiniGraph weights(String name, float[][] rows) {
    ByteBuffer values =
        ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        values.putFloat(value);
      }
    }
    return constant(
        name,
        FLOAT,
        values.array(),
        rows.length == 1 ? new long[] {rows[0].length} : new long[] {rows.length, rows[0].length});
  }

  /** Adds whole numbers, for example axes. */
  MiniGraph integers(String name, long... numbers) {
    ByteBuffer values =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : numbers) {
      values.putLong(value);
    }
    return constant(name, INT64, values.array(), new long[] {numbers.length});
  }

  private MiniGraph constant(String name, int type, byte[] raw, long[] shape) {
    var tensor = new ByteArrayOutputStream();
    for (long size : shape) {
      number(tensor, 1, size);
    }
    number(tensor, 2, type);
    text(tensor, 8, name);
    bytes(tensor, 9, raw);
    bytes(graph, 5, tensor.toByteArray());
    return this;
  }

  /** Adds an input; -1 becomes a symbolic size. */
  MiniGraph input(String name, int type, long... shape) {
    bytes(graph, 11, port(name, type, shape));
    return this;
  }

  /** Adds an output. */
  MiniGraph output(String name, int type, long... shape) {
    bytes(graph, 12, port(name, type, shape));
    return this;
  }

  /** Returns the model's bytes: IR version 8, operator set 13. */
  byte[] bytes() {
    var named = new ByteArrayOutputStream();
    named.writeBytes(graph.toByteArray());
    text(named, 2, "mini");
    var operators = new ByteArrayOutputStream();
    text(operators, 1, "");
    number(operators, 2, 13);
    var model = new ByteArrayOutputStream();
    number(model, 1, 8);
    bytes(model, 7, named.toByteArray());
    bytes(model, 8, operators.toByteArray());
    return model.toByteArray();
  }

  private static byte[] port(String name, int type, long... shape) {
    var sizes = new ByteArrayOutputStream();
    for (long size : shape) {
      var dimension = new ByteArrayOutputStream();
      if (size < 0) {
        text(dimension, 2, "any");
      } else {
        number(dimension, 1, size);
      }
      bytes(sizes, 1, dimension.toByteArray());
    }
    var tensor = new ByteArrayOutputStream();
    number(tensor, 1, type);
    bytes(tensor, 2, sizes.toByteArray());
    var kind = new ByteArrayOutputStream();
    bytes(kind, 1, tensor.toByteArray());
    var port = new ByteArrayOutputStream();
    text(port, 1, name);
    bytes(port, 2, kind.toByteArray());
    return port.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, (long) field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, (long) field << 3);
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
