// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;
import org.vestibule.integrations.notify.internal.delivery.Address;

/** An address that is a secret by itself: whoever knows it may speak in the channel. Stateless. */
public final class SecretAddress {
  private SecretAddress() {}

  /**
   * Reads it.
   *
   * @throws VestibuleException {@code secret-missing}, {@code secret-invalid}, {@code vault-locked}
   */
  public static URI of(ChatSettings settings, Secrets secrets) throws VestibuleException {
    byte[] text = settings.url().get(secrets);
    try {
      String address = new String(text, StandardCharsets.UTF_8).strip();
      return Address.read(
              address, settings.common().allowInsecure(), settings.common().allowPrivate())
          .orElseThrow(
              () -> settings.url().unusable("secret-invalid", "another thing", Address.ALLOWED));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
