// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.elements.util.CertPathUtil;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.vestibule.integrations.messaging.internal.coap.PeerSettings.Proof;

/**
 * Lets in whose raw public key (RFC 7250) is configured, or whose certificate has a configured
 * subject and is signed by one of that peer's own signers (RFC 5280, section 6). Revocation lists
 * are not read: a peer is removed by its configuration. Thread-safe.
 */
final class PeerCertificates implements NewAdvancedCertificateVerifier {
  private final Supplier<PeerBook> book;

  PeerCertificates(Supplier<PeerBook> book) {
    this.book = book;
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId cid,
      ServerNames serverName,
      InetSocketAddress remotePeer,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncateCertificatePath,
      CertificateMessage message) {
    CertPath path = message.getCertificateChain();
    if (path == null) {
      return book.get().key(message.getPublicKey()).isPresent()
          ? new CertificateVerificationResult(cid, message.getPublicKey(), null)
          : refused(cid, "raw public key that nobody has");
    }
    if (path.getCertificates().isEmpty()
        || !(path.getCertificates().get(0) instanceof X509Certificate own)
        || !CertPathUtil.canBeUsedForAuthentication(own, clientUsage)) {
      return refused(cid, "no certificate for this use");
    }
    Optional<PeerSettings> peer = book.get().subject(own.getSubjectX500Principal());
    if (peer.isEmpty() || !(peer.get().proof() instanceof Proof.Certified certified)) {
      return refused(cid, "certificate of a subject that nobody has");
    }
    try {
      X509Certificate[] signers = certified.signers().toArray(X509Certificate[]::new);
      return new CertificateVerificationResult(
          cid, CertPathUtil.validateCertificatePathWithIssuer(true, path, signers), null);
    } catch (GeneralSecurityException e) {
      return refused(cid, "certificate that its signers did not sign, or not for now");
    }
  }

  private static CertificateVerificationResult refused(ConnectionId cid, String why) {
    AlertMessage alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
    return new CertificateVerificationResult(cid, new HandshakeException(why, alert), null);
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X_509);
  }

  /** Nobody is told whose certificates get in. */
  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return List.of();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {
    // Answers at once.
  }
}
