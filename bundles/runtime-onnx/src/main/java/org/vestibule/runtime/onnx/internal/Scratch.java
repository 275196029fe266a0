// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Direct memory for inputs that lie on the heap, kept from run to run: a fresh direct buffer for
 * each run would only be freed by the garbage collector, which does not see native memory fill up.
 * Used by one run at a time.
 */
final class Scratch {
  private final ByteBuffer[] slots;

  /** Makes room for so many inputs. */
  Scratch(int inputs) {
    slots = new ByteBuffer[inputs];
  }

  /** Returns direct memory of exactly so many bytes for one input, valid until the run ends. */
  ByteBuffer slot(int input, int bytes) {
    ByteBuffer slot = slots[input];
    if (slot == null || slot.capacity() < bytes) {
      slot = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
      slots[input] = slot;
    }
    return slot.clear().limit(bytes);
  }
}
