// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;
import org.vestibule.integrations.messaging.internal.coap.PeerSettings.Proof;

/**
 * Fetches a peer's key out of the vault for one handshake (RFC 4279), on a thread of its own: the
 * vault may wait for a disk. An identity that nobody has gets a key that nobody has, so that it
 * looks from outside like a wrong key, as section 5.1 allows. Thread-safe.
 */
final class SharedKeys implements AdvancedPskStore {
  private static final Logger LOG = LoggerFactory.getLogger(SharedKeys.class);

  private final Supplier<PeerBook> book;
  private final Supplier<Secrets> secrets;
  private final Executor worker;
  private final SecureRandom random = new SecureRandom();
  private volatile HandshakeResultHandler handler;
  private volatile String problem = "";

  SharedKeys(Supplier<PeerBook> book, Supplier<Secrets> secrets, Executor worker) {
    this.book = book;
    this.secrets = secrets;
    this.worker = worker;
  }

  /** Returns what was wrong with the last key that was asked for; empty when nothing was. */
  String problem() {
    return problem;
  }

  /** Another key may be there now. */
  void forgetProblem() {
    problem = "";
  }

  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId cid,
      ServerNames serverName,
      PskPublicInformation identity,
      String hmacAlgorithm,
      SecretKey otherSecret,
      byte[] seed,
      boolean useExtendedMasterSecret) {
    try {
      worker.execute(
          () ->
              handler.apply(
                  new PskSecretResult(cid, identity, key(identity.getPublicInfoAsString()))));
      return null;
    } catch (RejectedExecutionException e) {
      // More handshakes than are begun at once: this one fails, and is tried again.
      return new PskSecretResult(cid, identity, null);
    }
  }

  private SecretKey key(String identity) {
    byte[] key = new byte[KeyBytes.SHORTEST];
    random.nextBytes(key);
    Optional<PeerSettings> peer = book.get().identity(identity);
    if (peer.isPresent() && peer.get().proof() instanceof Proof.SharedKey shared) {
      try {
        key = fetch(shared.secret());
        problem = "";
      } catch (VestibuleException e) {
        problem = e.getMessage();
        LOG.warn("Peer {} cannot be let in: {}", peer.get().name(), e.getMessage());
      }
    }
    try {
      return SecretUtil.create(key, PskSecretResult.ALGORITHM_PSK);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] fetch(String secret) throws VestibuleException {
    Secrets vault = secrets.get();
    Optional<byte[]> value = vault == null ? Optional.empty() : vault.get(secret);
    if (value.isEmpty()) {
      throw new VestibuleException(
          "secret-missing",
          "secret " + secret,
          vault == null ? "no vault is there" : "nothing",
          "a key of 16 to 64 bytes",
          "Put the key of this peer into the vault under this name.");
    }
    return KeyBytes.of(secret, value.get());
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  @Override
  public PskPublicInformation getIdentity(InetSocketAddress peerAddress, ServerNames virtualHost) {
    return null;
  }

  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {
    handler = resultHandler;
  }
}
