// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.onnxruntime.engine.OrtNDManager;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.Tensor;

/**
 * The inputs of one run, checked and in native memory, in the graph's order and without names: DJL
 * then matches them by place, and a held output may keep the name that it had. Direct buffers are
 * read in place. Close it when the run has ended. Not thread-safe.
 */
final class Feed implements AutoCloseable {
  private final NDList arrays = new NDList();
  private final List<NDArray> owned = new ArrayList<>();
  private final List<HeldOutput> borrowed = new ArrayList<>();
  private final OrtNDManager scope;
  private final Scratch scratch;

  private Feed(OrtNDManager scope, Scratch scratch) {
    this.scope = scope;
    this.scratch = scratch;
  }

  /**
   * Checks and wraps the inputs of a run.
   *
   * @throws ModelException {@code model-input-invalid}
   */
  static Feed of(
      String where,
      List<Port> ports,
      Map<String, Tensor> inputs,
      OrtNDManager scope,
      Scratch scratch)
      throws ModelException {
    for (String name : inputs.keySet()) {
      if (ports.stream().noneMatch(port -> port.name().equals(name))) {
        throw Problems.input(
            where, "input '" + name + "'", ports.stream().map(Port::name).toList().toString());
      }
    }
    Feed feed = new Feed(scope, scratch);
    try {
      for (int i = 0; i < ports.size(); i++) {
        Port port = ports.get(i);
        feed.add(i, where + ", input '" + port.name() + "'", port, inputs.get(port.name()));
      }
      return feed;
    } catch (ModelException | RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /** Returns the arrays to run with. */
  NDList arrays() {
    return arrays;
  }

  @Override
  public void close() {
    owned.forEach(NDArray::close);
    borrowed.forEach(HeldOutput::leave);
    owned.clear();
    borrowed.clear();
  }

  private void add(int index, String where, Port port, Tensor tensor) throws ModelException {
    if (tensor == null) {
      throw Problems.input(where, "missing", port.type() + " " + Shapes.text(port.shape()));
    }
    long[] shape = tensor.shape();
    if (!Shapes.fits(shape, port.shape())) {
      throw Problems.input(where, "shape " + Shapes.text(shape), Shapes.text(port.shape()));
    }
    if (tensor instanceof Tensor.Floats floats) {
      Buffer data =
          floats(
              index, floats.data(), check(where, port, ElementType.FLOAT32, floats.data(), shape));
      if (!Finite.all((FloatBuffer) data)) {
        throw Problems.input(where, "NaN or infinity", "finite numbers");
      }
      own(scope.create(data, new Shape(shape), DataType.FLOAT32));
    } else if (tensor instanceof Tensor.Longs longs) {
      Buffer data =
          longs(index, longs.data(), check(where, port, ElementType.INT64, longs.data(), shape));
      own(scope.create(data, new Shape(shape), DataType.INT64));
    } else if (tensor instanceof Tensor.Booleans booleans) {
      ByteBuffer data =
          bytes(
              index, booleans.data(), check(where, port, ElementType.BOOL, booleans.data(), shape));
      for (int i = data.position(); i < data.limit(); i++) {
        if (data.get(i) != 0 && data.get(i) != 1) {
          throw Problems.input(where, "byte " + data.get(i), "0 or 1");
        }
      }
      own(scope.create(data, new Shape(shape), DataType.BOOLEAN));
    } else if (tensor instanceof HeldOutput held) {
      borrow(where, port, held);
    } else {
      throw Problems.input(
          where, "a held tensor of another runtime", "one that a run of this model returned");
    }
  }

  private void own(NDArray array) {
    owned.add(array);
    arrays.add(array);
  }

  private void borrow(String where, Port port, HeldOutput held) throws ModelException {
    if (held.type() != port.type()) {
      throw Problems.input(where, held.type().toString(), port.type().toString());
    }
    if (!held.enter()) {
      throw Problems.input(
          where, "a held tensor whose run is closed", "one whose ModelRun is open");
    }
    borrowed.add(held);
    arrays.add(held.array());
  }

  /** Checks type and number of elements, and returns the latter. */
  private static int check(String where, Port port, ElementType type, Buffer data, long[] shape)
      throws ModelException {
    if (port.type() != type) {
      throw Problems.input(where, type.toString(), port.type().toString());
    }
    long elements = Shapes.elements(shape);
    if (elements != data.remaining()) {
      throw Problems.input(
          where,
          data.remaining() + " elements",
          "as many as shape " + Shapes.text(shape) + " has: " + elements);
    }
    return (int) elements;
  }

  private FloatBuffer floats(int index, FloatBuffer data, int elements) {
    if (data.isDirect() && data.order() == ByteOrder.nativeOrder()) {
      return data.duplicate();
    }
    FloatBuffer copy = scratch.slot(index, elements * Float.BYTES).asFloatBuffer();
    return copy.put(data.duplicate()).flip();
  }

  private LongBuffer longs(int index, LongBuffer data, int elements) {
    if (data.isDirect() && data.order() == ByteOrder.nativeOrder()) {
      return data.duplicate();
    }
    LongBuffer copy = scratch.slot(index, elements * Long.BYTES).asLongBuffer();
    return copy.put(data.duplicate()).flip();
  }

  private ByteBuffer bytes(int index, ByteBuffer data, int elements) {
    if (data.isDirect()) {
      return data.duplicate();
    }
    return scratch.slot(index, elements).put(data.duplicate()).flip();
  }
}
