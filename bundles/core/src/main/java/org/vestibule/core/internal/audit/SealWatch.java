// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail.Sealed;

/** Checks the seals of a trail while somebody walks over it. Not thread-safe. */
final class SealWatch {
  /** How many lines a seal may come after the one that it covers: lines do not wait for it. */
  private static final int REACH = 8192;

  private final HouseKeys keys;
  private final Map<Long, String> hashes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > REACH;
        }
      };
  private Optional<Sealed> reach = Optional.empty();
  private final Map<Long, String> expected = new TreeMap<>();

  /**
   * @param expected what is known from elsewhere to have been signed: the trail must contain it
   */
  SealWatch(HouseKeys keys, Collection<Sealed> expected) {
    this.keys = keys;
    expected.forEach(each -> this.expected.put(each.sequence(), each.hash()));
  }

  /**
   * Sees the next line.
   *
   * @throws VestibuleException {@code audit-broken}
   */
  void see(AuditEntry entry) throws VestibuleException {
    hashes.put(entry.sequence(), entry.hash());
    String signed = expected.remove(entry.sequence());
    if (signed != null && !signed.equals(entry.hash())) {
      throw AuditReader.broken(entry.sequence(), "another line was signed in its place");
    }
    if (entry.action().equals(Seal.ACTION)) {
      check(entry);
    }
  }

  private void check(AuditEntry entry) throws VestibuleException {
    Optional<Seal> seal = Seal.in(entry);
    if (seal.isEmpty()) {
      throw AuditReader.broken(entry.sequence(), "a seal that names no line");
    }
    Sealed upTo = seal.get().upTo();
    if (upTo.hash() == null || !upTo.hash().equals(hashes.get(upTo.sequence()))) {
      throw AuditReader.broken(
          entry.sequence(), "it seals line " + upTo.sequence() + ", which is another one");
    }
    Optional<String> problem = seal.get().problem(keys);
    if (problem.isPresent()) {
      throw AuditReader.broken(entry.sequence(), problem.get());
    }
    reach = Optional.of(upTo);
  }

  /**
   * Ends.
   *
   * @return how far the trail is signed
   * @throws VestibuleException {@code audit-cut} if something that was signed did not come
   */
  Optional<Sealed> end(long entries) throws VestibuleException {
    if (!expected.isEmpty()) {
      throw new VestibuleException(
          "audit-cut",
          "the audit's end",
          entries + " lines",
          "the lines that the house has signed, " + expected.keySet(),
          "Keep the file as evidence: lines were taken away, or an older copy was put in its place");
    }
    return reach;
  }
}
