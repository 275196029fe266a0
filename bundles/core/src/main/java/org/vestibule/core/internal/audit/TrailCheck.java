// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail.Sealed;

/**
 * Checks a trail from outside the gateway, whether it runs or not: every link of the chain, every
 * seal, and that the newest seal, which lies beside it, is in it.
 */
public final class TrailCheck {
  /** Takes each good entry. */
  @FunctionalInterface
  public interface Step {
    /** Takes it, or ends the walk. */
    void see(AuditEntry entry) throws VestibuleException;
  }

  /**
   * What was found.
   *
   * @param entries all good
   * @param end the hash of the last
   * @param sealed how far the house has signed
   */
  public record Found(long entries, String end, Optional<Sealed> sealed) {}

  private TrailCheck() {}

  /**
   * Checks the trail of a data folder.
   *
   * @param expected what somebody wrote down of earlier seals
   * @param step takes each good entry
   * @throws VestibuleException {@code audit-missing}, {@code audit-broken} naming the first bad
   *     line, {@code audit-cut}
   */
  public static Found check(Path data, HouseKeys keys, Collection<Sealed> expected, Step step)
      throws VestibuleException {
    Path file = file(data);
    if (!Files.isRegularFile(file)) {
      throw new VestibuleException(
          "audit-missing",
          "file " + file,
          "it is not there",
          "the audit of a gateway that has run",
          "Name the data folder");
    }
    try {
      return walk(data, wholeLines(file), keys, expected, step);
    } catch (IOException e) {
      throw AuditReader.broken(1, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  /** Walks over what is on the disk by now. */
  static Found walk(Path data, long length, HouseKeys keys, Collection<Sealed> expected, Step step)
      throws VestibuleException, IOException {
    List<Sealed> all = new ArrayList<>(expected);
    Optional<Seal> beside = new SealFile(data).read();
    if (beside.isPresent()) {
      Optional<String> problem = beside.get().problem(keys);
      if (problem.isPresent()) {
        throw AuditReader.broken(beside.get().upTo().sequence(), problem.get());
      }
      all.add(beside.get().upTo());
    }
    SealWatch seals = new SealWatch(keys, all);
    AuditReader.End end =
        AuditReader.walk(
            file(data),
            length,
            entry -> {
              seals.see(entry);
              step.see(entry);
            });
    return new Found(end.entries(), end.hash(), seals.end(end.entries()));
  }

  static Path file(Path data) {
    return data.resolve("audit").resolve("audit.jsonl");
  }

  /** A running gateway may be writing its next line: what has no end yet is left out. */
  private static long wholeLines(Path file) throws IOException {
    try (var bytes = Files.newByteChannel(file)) {
      long end = bytes.size();
      var one = java.nio.ByteBuffer.allocate(1);
      for (long back = 0; end > 0 && back < AuditReader.MAX_LINE; back++, end--) {
        one.clear();
        bytes.position(end - 1).read(one);
        if (one.get(0) == '\n') {
          return end;
        }
      }
      return bytes.size();
    }
  }
}
