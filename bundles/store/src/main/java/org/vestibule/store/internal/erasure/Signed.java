// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.people.Neighbour;

/** Whether this gateway has signed a receipt (Ed25519, RFC 8032, over RFC 8785). */
final class Signed {
  private final ReceiptRows rows;
  private final Neighbour<HouseSeal> seal;

  Signed(ReceiptRows rows, Neighbour<HouseSeal> seal) {
    this.rows = rows;
    this.seal = seal;
  }

  /**
   * Refuses any other.
   *
   * @throws VestibuleException {@code receipt-broken}, {@code receipt-not-ours}
   */
  void require(ErasureReceipt receipt) throws VestibuleException {
    boolean good;
    try {
      good = by(receipt, publicKey());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Refusals.broken("its signature is none");
    }
    if (!good) {
      boolean ours = rows.finished().stream().anyMatch(one -> one.id().equals(receipt.id()));
      throw ours
          ? Refusals.broken("it was changed after it was signed")
          : Refusals.notOurs("another key signed it");
    }
  }

  private String publicKey() throws VestibuleException {
    try (Neighbour.Held<HouseSeal> held = seal.hold()) {
      Optional<String> key = held.service().flatMap(HouseSeal::publicKey);
      return key.orElseThrow(() -> Refusals.notOurs("this gateway has no public key yet"));
    }
  }

  private static boolean by(ErasureReceipt receipt, String publicKey)
      throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(publicKey.strip());
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(("vestibule:" + Finishing.PURPOSE + "\n").getBytes(StandardCharsets.UTF_8));
    signature.update(ReceiptCodec.signed(receipt));
    return signature.verify(Base64.getDecoder().decode(receipt.signature()));
  }
}
