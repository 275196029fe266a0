// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.nio.file.Path;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;
import org.vestibule.integrations.messaging.internal.coap.CoapSettings.Listening;
import org.vestibule.integrations.messaging.internal.coap.PeerSettings.Proof;

/**
 * Keeps the sockets as they are configured. They are closed and opened only when what they are made
 * of changes; peers, roles and keys change under them. Changed by one thread, read by any.
 */
final class CoapDoorway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoapDoorway.class);

  private final CoapThreads threads;
  private final Desk desk;
  private final CoapRooms rooms;
  private final SharedKeys keys;
  private final CoapPeers peers;
  private final Supplier<Secrets> secrets;
  private PeerBook book;
  private CoapSettings wanted;
  private volatile Opened opened;
  private volatile String problem = "";
  private volatile boolean tried;

  /** What the sockets that are open were made of. */
  private record Opened(CoapSockets sockets, Made made, Optional<SingleCertificateProvider> own) {}

  private record Made(
      Listening listening, Optional<Path> certificate, Optional<String> key, boolean own) {}

  CoapDoorway(
      CoapThreads threads,
      Desk desk,
      CoapRooms rooms,
      SharedKeys keys,
      CoapPeers peers,
      Supplier<Secrets> secrets) {
    this.threads = threads;
    this.desk = desk;
    this.rooms = rooms;
    this.keys = keys;
    this.peers = peers;
    this.secrets = secrets;
    this.book = peers.book();
  }

  /** Returns whether somebody can come in. */
  boolean open() {
    return opened != null;
  }

  /** Returns whether the configuration was tried yet. */
  boolean tried() {
    return tried;
  }

  /** Returns whether the gateway can prove itself by a certificate. */
  boolean certified() {
    Opened now = opened;
    return now != null && now.made().own();
  }

  /** Returns what is wrong; empty when nothing is. */
  String problem() {
    return problem;
  }

  void use(CoapSettings settings) {
    wanted = settings;
    problem = "";
    Optional<SingleCertificateProvider> own = own(settings);
    Made made =
        new Made(
            settings.listening(),
            settings.certificateFile(),
            settings.privateKey(),
            own.isPresent());
    Opened before = opened;
    if (before == null || !before.made().equals(made)) {
      close();
      if (!made.listening().off() && !open(made, own) && before != null) {
        // The last good ones stay, as far as they can still be had.
        open(before.made(), before.own());
      }
    }
    tried = true;
    rooms.everything();
  }

  /** Somebody came, went, or proves itself by something else. */
  void peersChanged() {
    PeerBook before = book;
    PeerBook now = peers.book();
    book = now;
    end(principal -> !proof(before, principal).equals(proof(now, principal)));
    rooms.everything();
  }

  /**
   * Ends the sessions that a former key was good for.
   *
   * @param name of the secret; empty when the vault was opened
   */
  void secretChanged(String name) {
    keys.forgetProblem();
    end(
        principal ->
            proof(book, principal)
                .filter(proof -> proof instanceof Proof.SharedKey key && key.secret().equals(name))
                .isPresent());
    CoapSettings now = wanted;
    if (now != null && now.privateKey().isPresent()) {
      boolean mine = now.privateKey().get().equals(name);
      if (mine) {
        close();
      }
      if (mine || (name.isEmpty() && !certified())) {
        use(now);
      }
    }
  }

  @Override
  public void close() {
    Opened before = opened;
    opened = null;
    if (before != null) {
      before.sockets().close();
    }
  }

  private boolean open(Made made, Optional<SingleCertificateProvider> own) {
    CoapSockets.Behind behind =
        new CoapSockets.Behind(
            rooms.all(),
            desk,
            keys,
            new PeerCertificates(peers::book),
            own,
            threads.protocol,
            threads.timers);
    try {
      opened = new Opened(CoapSockets.open(made.listening(), behind), made, own);
      return true;
    } catch (VestibuleException e) {
      problem = e.getMessage();
      LOG.warn("CoAP is not opened: {}", e.getMessage());
      return false;
    }
  }

  private Optional<SingleCertificateProvider> own(CoapSettings settings) {
    try {
      return settings.listening().securePort() == 0
          ? Optional.empty()
          : OwnCertificate.read(settings, secrets.get());
    } catch (VestibuleException e) {
      problem = e.getMessage();
      LOG.warn("CoAP has no certificate: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void end(Predicate<Principal> whose) {
    Opened now = opened;
    if (now != null) {
      now.sockets().end(whose);
    }
  }

  private static Optional<Proof> proof(PeerBook book, Principal principal) {
    return book.find(principal).map(PeerSettings::proof);
  }
}
