// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;

/** The vault as this bundle uses it. Thread-safe; sealing and opening wait for no change. */
@Component(service = SubjectVault.class)
public final class SubjectKeys implements SubjectVault {
  private final VaultComponent vault;

  /** Seals with the keys of {@code vault}. */
  @Activate
  public SubjectKeys(@Reference VaultComponent vault) {
    this.vault = vault;
  }

  @Override
  public boolean open() {
    return vault.sealing().keys().open();
  }

  @Override
  public void createKey(UUID subject) throws VestibuleException {
    vault.control().create(subject);
  }

  @Override
  public boolean holdsKey(UUID subject) {
    try {
      return vault.sealing().keys().use(ring -> ring.holds(subject));
    } catch (VestibuleException e) {
      return false;
    }
  }

  @Override
  public Map<UUID, String> destroyKeys(Collection<UUID> subjects) throws VestibuleException {
    Map<UUID, String> destroyed = vault.control().destroy(subjects);
    vault.journal().flush();
    return destroyed;
  }

  @Override
  public byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException {
    return vault.sealing().seal(subject, context, plain);
  }

  @Override
  public byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException {
    return vault.sealing().open(subject, context, sealed);
  }

  @Override
  public byte[] sealForHouse(String context, byte[] plain) throws VestibuleException {
    return vault.sealing().sealForHouse(context, plain);
  }

  @Override
  public byte[] openForHouse(String context, byte[] sealed) throws VestibuleException {
    return vault.sealing().openForHouse(context, sealed);
  }

  @Override
  public byte[] index(String domain, byte[] value) throws VestibuleException {
    return vault.sealing().index(domain, value);
  }
}
