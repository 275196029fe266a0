// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.HouseSeal;

/** Signs by the key in the keyring. Thread-safe. */
@Component(service = HouseSeal.class)
public final class HouseSignature implements HouseSeal {
  private final VaultComponent vault;

  /** Signs with the key of {@code vault}. */
  @Activate
  public HouseSignature(@Reference VaultComponent vault) {
    this.vault = vault;
  }

  @Override
  public byte[] sign(String purpose, byte[] message) throws VestibuleException {
    return vault.sealing().sign(purpose, message);
  }

  @Override
  public Optional<String> publicKey() {
    return new PublicKeyFile(vault.folder().publicKey()).read();
  }
}
