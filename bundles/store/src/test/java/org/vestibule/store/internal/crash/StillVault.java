// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.crash;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.FakeVault;
import org.vestibule.store.internal.vault.SubjectVault;

/** A vault whose lookups are the same in each process; its keys end with the process. */
final class StillVault implements SubjectVault {
  private final FakeVault seals = new FakeVault();

  @Override
  public boolean open() {
    return true;
  }

  @Override
  public void createKey(UUID subject) throws VestibuleException {
    seals.createKey(subject);
  }

  @Override
  public boolean holdsKey(UUID subject) {
    return seals.holdsKey(subject);
  }

  @Override
  public Map<UUID, String> destroyKeys(Collection<UUID> subjects) throws VestibuleException {
    return seals.destroyKeys(subjects);
  }

  @Override
  public byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException {
    return seals.seal(subject, context, plain);
  }

  @Override
  public byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException {
    return seals.open(subject, context, sealed);
  }

  @Override
  public byte[] sealForHouse(String context, byte[] plain) throws VestibuleException {
    return seals.sealForHouse(context, plain);
  }

  @Override
  public byte[] openForHouse(String context, byte[] sealed) throws VestibuleException {
    return seals.openForHouse(context, sealed);
  }

  @Override
  public byte[] index(String domain, byte[] value) {
    return java.util.Arrays.copyOf(value, 32);
  }
}
