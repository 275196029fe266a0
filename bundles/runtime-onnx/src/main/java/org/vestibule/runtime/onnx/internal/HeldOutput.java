// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.onnxruntime.engine.OrtNDArray;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.Tensor;

/**
 * An output that stays in native memory. While a run reads it, closing the run that gave it waits
 * its turn, so that no inference ever reads freed memory.
 */
final class HeldOutput implements Tensor.Held {
  private final OrtNDArray array;
  private final ElementType type;
  private final long[] shape;
  private final UseCount memory;

  HeldOutput(OrtNDArray array, ElementType type, UseCount memory) {
    this.array = array;
    this.type = type;
    // Read now: once the run is closed there is nothing left to ask.
    this.shape = array.getShape().getShape();
    this.memory = memory;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  ElementType type() {
    return type;
  }

  OrtNDArray array() {
    return array;
  }

  boolean enter() {
    return memory.enter();
  }

  void leave() {
    memory.leave();
  }
}
