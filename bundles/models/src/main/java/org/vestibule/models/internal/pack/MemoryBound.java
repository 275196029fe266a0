// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import org.vestibule.api.model.ModelException;

/**
 * Holds a pack to the memory that its manifest allows. The measure is approximate: the kernel
 * counts the whole process, and others work in it meanwhile. What the Java heap grew by is taken
 * off, for a model's memory is native. Not thread-safe.
 */
public final class MemoryBound {
  private static final long MEGABYTE = 1 << 20;

  private final Pack pack;
  private final MachineMemory memory;
  private final long resident;
  private final long heap;

  /**
   * Begins to measure, if there is room for the pack at all.
   *
   * @throws ModelException {@code model-memory-short}: less is available than the manifest allows
   *     the pack, or, when it says nothing, than its files take
   */
  public MemoryBound(Pack pack, MachineMemory memory) throws ModelException {
    this.pack = pack;
    this.memory = memory;
    long bound = pack.selfTest().memoryMegabytes() * MEGABYTE;
    long needed = bound > 0 ? bound : pack.files().stream().mapToLong(PackFile::bytes).sum();
    long available = memory.availableBytes();
    if (available >= 0 && available < needed) {
      throw new ModelException(
          "model-memory-short",
          "model pack " + pack.manifest().id(),
          available / MEGABYTE + " MB of memory are available",
          "at least " + Math.max(needed / MEGABYTE, 1) + " MB before it is loaded",
          "Let fewer packs serve, or give the machine more memory.");
    }
    this.resident = memory.residentBytes();
    this.heap = heap();
  }

  /**
   * Ends the measure.
   *
   * @throws ModelException {@code model-too-large}
   */
  public void check() throws ModelException {
    long now = memory.residentBytes();
    long bound = pack.selfTest().memoryMegabytes() * MEGABYTE;
    long grown = now - resident - Math.max(0, heap() - heap);
    if (bound > 0 && resident >= 0 && now >= 0 && grown > bound) {
      throw new ModelException(
          "model-too-large",
          "model pack " + pack.manifest().id(),
          "loading and running it took about " + grown / MEGABYTE + " MB of memory",
          "at most " + bound / MEGABYTE + " MB, as its manifest says",
          "Take a smaller pack, or one whose manifest allows it more.");
    }
  }

  private static long heap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
