// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.vestibule.api.model.ModelException;

/**
 * The memory that a WebAssembly module begins with, read from its data section without running
 * anything (WebAssembly Core Specification 1.0, sections 5.2.2 and 5.5.14). What no segment fills
 * is zero. Immutable after it was read.
 */
final class WasmMemory {
  /** A network of this kind has 86 KB; more than this is no such file. */
  private static final int MOST = 1 << 20;

  private static final int MAGIC = 0x6d736100;
  private static final int VERSION = 1;
  private static final int DATA_SECTION = 11;
  private static final int I32_CONST = 0x41;
  private static final int END = 0x0b;

  private final String pack;
  private final ByteBuffer memory;

  private WasmMemory(String pack, ByteBuffer memory) {
    this.pack = pack;
    this.memory = memory;
  }

  /**
   * Reads a module's active data segments.
   *
   * @param pack for messages
   * @throws ModelException {@code model-manifest-invalid} if this is no whole module, or its memory
   *     begins larger than 1 MiB
   */
  static WasmMemory read(String pack, byte[] module) throws ModelException {
    ByteBuffer in = ByteBuffer.wrap(module).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer memory = ByteBuffer.allocate(MOST).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (in.getInt() != MAGIC || in.getInt() != VERSION) {
        throw invalid(pack, "no WebAssembly module of version 1");
      }
      while (in.hasRemaining()) {
        int section = in.get();
        ByteBuffer content = part(pack, in, unsigned(pack, in));
        if (section == DATA_SECTION) {
          segments(pack, content, memory);
        }
      }
    } catch (BufferUnderflowException e) {
      throw invalid(pack, "a module that ends in the middle");
    }
    return new WasmMemory(pack, memory);
  }

  private static void segments(String pack, ByteBuffer in, ByteBuffer memory)
      throws ModelException {
    for (int left = unsigned(pack, in); left != 0; left--) {
      // 0: active in memory 0. The other kinds exist since version 2 and no build here has them.
      if (unsigned(pack, in) != 0 || in.get() != I32_CONST) {
        throw invalid(pack, "a data segment without a plain address");
      }
      int address = signed(pack, in);
      if (in.get() != END) {
        throw invalid(pack, "a data segment without a plain address");
      }
      ByteBuffer bytes = part(pack, in, unsigned(pack, in));
      if (address < 0 || address > MOST - bytes.remaining()) {
        throw invalid(pack, "a data segment at " + Integer.toUnsignedString(address));
      }
      memory.put(address, bytes.array(), bytes.arrayOffset(), bytes.remaining());
    }
  }

  private static ByteBuffer part(String pack, ByteBuffer in, int length) throws ModelException {
    if (length < 0 || length > in.remaining()) {
      throw invalid(pack, "a section longer than the file");
    }
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return part;
  }

  /** Reads a LEB128 number of at most 32 bits. */
  private static int unsigned(String pack, ByteBuffer in) throws ModelException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw invalid(pack, "a number of more than 32 bits");
  }

  /** Reads an address, which is written as a signed number; a negative one is refused later. */
  private static int signed(String pack, ByteBuffer in) throws ModelException {
    int from = in.position();
    int value = unsigned(pack, in);
    int bits = 7 * (in.position() - from);
    return bits < Integer.SIZE ? value << Integer.SIZE - bits >> Integer.SIZE - bits : value;
  }

  /** Returns the 32-bit number at an address. */
  int word(int address) throws ModelException {
    check(address, Integer.BYTES);
    return memory.getInt(address);
  }

  /** Returns signed bytes as floats. */
  float[] bytes(int address, int count) throws ModelException {
    check(address, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = memory.get(address + i);
    }
    return values;
  }

  private void check(int address, int bytes) throws ModelException {
    if (address <= 0 || address > MOST - bytes) {
      throw invalid(pack, "an address that leads outside, " + Integer.toUnsignedString(address));
    }
  }

  /** Returns the refusal of a file that is not what the family promises. */
  static ModelException invalid(String pack, String found) {
    return new ModelException(
        "model-manifest-invalid",
        "weights of model pack " + pack,
        found,
        "a build of RNNoise 0.1 for WebAssembly, with \"modelAddress\" where its RNNModel lies",
        "Fetch the pack again, or let another one serve the slot noise-suppression.");
  }
}
